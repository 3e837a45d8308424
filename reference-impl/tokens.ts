import { errors, jwtVerify, type JWTPayload } from 'jose';
import { roles, type AccessClaims, type Role } from '../contract/roles.ts';

/** Who is asking. Takes the whole Authorization header; throws `InvalidToken`. */
export type Tokens = { claimsOf(authorization: string | undefined): Promise<AccessClaims> };

/** The caller is nobody we know. The message goes to the caller, so it names what is wrong and quotes nothing. */
export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';

  /** The value of WWW-Authenticate (RFC 6750). */
  get challenge(): string {
    return `Bearer error="invalid_token", error_description="${this.message}"`;
  }
}

/** Access tokens signed with one shared key (HS256) for one audience; `exp` and all claims of contract/roles.ts are demanded. */
export const tokensSignedWith = (rules: { key: string; issuer: string; audience: string }): Tokens => {
  const key = new TextEncoder().encode(rules.key);
  const demands = {
    algorithms: ['HS256'],
    issuer: rules.issuer,
    audience: rules.audience,
    requiredClaims: ['exp', 'sub', 'tenant', 'role'],
  };
  return {
    async claimsOf(authorization) {
      const token = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) throw new InvalidToken('no bearer token was sent');
      const { payload } = await jwtVerify(token, key, demands).catch((cause: unknown) => {
        throw new InvalidToken(whatIsWrong(cause), { cause });
      });
      return accessClaims(payload);
    },
  };
};

/** The claims of a payload that has been verified. */
export function accessClaims({ sub, tenant, role }: JWTPayload): AccessClaims {
  if (typeof sub !== 'string' || sub === '') throw new InvalidToken('the claim sub is not accepted');
  if (typeof tenant !== 'string' || tenant === '') throw new InvalidToken('the claim tenant is not accepted');
  if (!isRole(role)) throw new InvalidToken('the claim role is not accepted');
  return { subject: sub, tenant, role };
}

const isRole = (value: unknown): value is Role => (roles as readonly unknown[]).includes(value);

function whatIsWrong(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return `the claim ${error.claim} is ${error.reason === 'missing' ? 'missing' : 'not accepted'}`;
  }
  return 'the token cannot be trusted';
}
