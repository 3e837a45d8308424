import { removed } from './removed.ts';
import { replaced, type Replacement } from './replacements.ts';

/**
 * Removes what tells who somebody is by its look alone: e-mail addresses, telephone and social security numbers, what stands behind
 * "MRN" or "born", the name behind "patient", and the identifier in a path such as /patients/8412.
 */
export function redactShapes(text: string): string {
  const clean = replaced(text, shapes);
  if (!clean.includes('@')) return clean;
  return clean.replace(emailAddress, (address: string, local: string, domain: string) =>
    isNodeName.test(local) || isInternal.test(domain) ? address : removed,
  );
}

// Behind a slash or a colon it is the user of an address.
const emailAddress = /(?<![\w.%+/:@-])([\w.%+'-]{1,64})@((?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24})(?![\w@])/gi;

/** Celery's and RabbitMQ's nodes are called like "celery@app.example.org". */
const isNodeName = /^(?:celery[\w.-]*|[\w-]*worker[\w-]*|rabbit(?:mq)?|beat|flower|git|node\d*|[twc]\d+|root)$/i;
const isInternal = /\.(?:local|localhost|localdomain|internal|intranet|lan|corp|svc|test-network|cluster)$/i;

const capitalised = String.raw`\p{Lu}(?:['’]\p{Lu})?[\p{Ll}'’]+(?:-\p{Lu}[\p{Ll}'’]+)?`;
const ordinary =
  'Api|Not|Is|Has|Was|Does|Did|With|Without|Id|Ids|Identifier|Record|Records|Reference|Data|List|Name|Names|Number|Portal|Service|Services|Server|Management|Matching|Query|Already|Must|May|Cannot|Should|Found|Missing|Unknown|Invalid|Error|And|Or|In|Of|For|The|A|An|No|Email|Phone|Address|Table|Model|View|Serializer|Created|Deleted|Updated|Objects?|Resource|Bundle|Schema';

const shapes: readonly Replacement[] = [
  { sign: /\+\d/, pattern: /(?<![\w.+-])\+\d(?:[ ()./-]{0,2}\d){7,14}(?![\w-])/g, by: removed },
  {
    sign: /\d{4}/,
    pattern: /(?<![\w.-])(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}(?![\w.-]\d|[\w-])/g,
    by: removed,
  },
  { sign: /-\d\d-/, pattern: /(?<![\w.-])(?!000|666|9\d\d)\d{3}-\d{2}-\d{4}(?![\w-])/g, by: removed },
  {
    sign: /\d/,
    pattern:
      /(\b(?:MRN|SSN|DOB|NHS(?: no| number)?|date of birth|born(?: on)?|medical record(?: number| no)?|passport(?: number| no)?|member (?:id|number)|policy (?:id|number))[ \t]{0,3}(?:[:=#]|no\.?|nr\.?|is)?[ \t]{0,3})(?=[\w./-]{0,40}\d)[\w./-]{2,40}/gi,
    by: `$1${removed}`,
  },
  // The resource and not what can be done with it: /patients/search.
  {
    sign: /\//,
    pattern:
      /(\/(?:patients?|persons?|people|medical[-_]?records?|health[-_]?records?|prescriptions?|diagnos[ei]s|RelatedPerson|Observation|Condition|Encounter)\/)(?!(?:search|list|new|me|count|health|docs|export|import|schema|bulk|batch|stats)\b)(?=[\p{L}\d%_])[^\s/?#"'`<>,;)\]}…]+/giu,
    by: `$1${removed}`,
  },
  {
    sign: /atient/,
    pattern: new RegExp(
      String.raw`(\b[Pp]atient(?: (?:named|called))? ["'“]?)(?!(?:${ordinary})\b)${capitalised}(?: \p{Lu}\.)?(?: (?!(?:${ordinary})\b)${capitalised}){0,3}`,
      'gu',
    ),
    by: `$1${removed}`,
  },
  {
    sign: /\bM(?:rs?|s|iss)\b/,
    pattern: new RegExp(String.raw`(\b(?:Mr|Mrs|Ms|Miss)\.? )${capitalised}(?: ${capitalised}){0,2}`, 'gu'),
    by: `$1${removed}`,
  },
  {
    sign: /atient/,
    pattern:
      /(\b[Pp]atient (?:#|no\.? |number |id |ID |with id )?["'“]?)(?=[\w./-]{0,60}\d)(?!medcor-verify)[\w./-]{1,60}/g,
    by: `$1${removed}`,
  },
];
