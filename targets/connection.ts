/**
 * How a deployment is reached from here, where that is not simply by name. Plain data like the rest of a deployment: certificates and
 * keys stand in it as PEM texts, not as paths.
 */
export type Connection = {
  /** Web surfaces are asked through it; the others, and the hosts that `direct` names, are not. */
  forwardProxy?: { url: string; direct: readonly string[] };
  /** Certificates trusted beside the public ones. */
  certificateAuthority?: string;
  /** What we show to servers that ask who we are. */
  clientCertificate?: { certificate: string; key: string; passphrase?: string };
  /** Names that stand for one address here: one instance behind a balancer. */
  resolve?: readonly ResolvedName[];
};

/** `address` is an IP address without brackets. */
export type ResolvedName = { host: string; port: number; address: string };
