/**
 * How a deployment is reached from here, where that is not simply by name. Plain data like the rest of a deployment: certificates and
 * keys stand in it as PEM texts, not as paths.
 */
export type Connection = {
  /** Web surfaces are asked through it; loopback, the hosts that `direct` names and all that is not HTTP are not. */
  forwardProxy?: { url: string; direct: readonly string[] };
  /** Certificates trusted beside the public ones. */
  certificateAuthority?: string;
  /** What we show to servers that ask who we are; the key is an open one. */
  clientCertificate?: { certificate: string; key: string };
  /** Names that stand for one address here: one instance behind a balancer. */
  resolve?: readonly ResolvedName[];
  /** A forward proxy that the environment names and nobody has declared: told when a connection fails, never used. */
  undeclaredProxy?: UndeclaredProxy;
};

/** `host` is in lower case, `address` an IP address without brackets. */
export type ResolvedName = { host: string; port: number; address: string };

/** The variables by which other programs would find it, for each scheme; `direct` as NO_PROXY has it. */
export type UndeclaredProxy = { http?: string; https?: string; direct: readonly string[] };

/** Whether a deployment is reached simply by name, as any program would. */
export const isOrdinary = ({ forwardProxy, certificateAuthority, clientCertificate, resolve }: Connection): boolean =>
  [forwardProxy, certificateAuthority, clientCertificate, resolve].every((special) => special === undefined);
