/** Claims of the access tokens (JWT, HS256 in the reference): who, for which hospital, to do what, at which program. */
export type AccessClaims = { subject: string; tenant: string; role: Role };

export const roles = ['doctor', 'staff'] as const;
export type Role = (typeof roles)[number];

export const audiences = { api: 'medcor-api', mcp: 'medcor-mcp' } as const;
export type Audience = keyof typeof audiences;

export const tokenIssuer = 'medcor';

/** The two hospitals that the reference's migrations know. */
export const tenants = { north: 'hospital-north', south: 'hospital-south' } as const;
