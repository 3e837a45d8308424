import { SignJWT, type JWTPayload } from 'jose';
import { audiences, tenants, tokenIssuer, type Audience } from '../../contract/roles.ts';
import { signingKey } from './settings-of.ts';

/** An access token that is good at `audience`, but for the claims and the key given; `undefined` leaves a claim out. */
export function sign(
  audience: Audience,
  claims: Readonly<Record<string, unknown>> = {},
  key = signingKey,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload: JWTPayload = {
    iss: tokenIssuer,
    aud: audiences[audience],
    sub: 'staff-of-nobody',
    tenant: tenants.north,
    role: 'staff',
    // However long a busy machine takes for the test that begins with it.
    exp: now + 24 * 3600,
    ...claims,
  };
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(key));
}

export const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });
