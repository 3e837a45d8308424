import { removed } from './removed.ts';

/** Whether what stands where a secret or a patient's datum would says something else: nothing, a placeholder, why it was refused. */
export const isSayable = (value: string): boolean => {
  const told = value.trim();
  return told === '' || nothing.test(told) || isPlaceholder(told) || validation.test(told) || told.includes(removed);
};

/** Whether the first word after "password:" goes on with a sentence about the password. */
export const beginsSentence = (value: string): boolean => isSayable(value) || sentenceWords.test(value);

/** What of our own stands in a patient's field: a canary says whose it is. */
export const isOurMark = (value: string): boolean => /^medcor-verify[-:/]/.test(value);

/** "Jane Q. Roe", and not "Default Queue". */
export const isNameOfPerson = (value: string): boolean =>
  /^\p{Lu}[\p{Ll}'’]+(?:-\p{L}[\p{Ll}'’]+)?(?: \p{Lu}\.)?(?: (?:al|bin|da|de|del|der|di|van|von))?(?: \p{Lu}[\p{Ll}\p{Lu}'’-]+){1,3}$/u.test(
    value,
  ) && !thingWords.test(value);

const thingWords =
  /\b(?:Server|Service|Api|Cache|Queue|Worker|Backend|Database|Redis|Broker|Health|Hospital|Clinic|Proxy|System|Gateway|Management|Record|Records|Check|Test|Default|Celery|Django|Tool|Tools|Task|Tasks|Plan|Plans|Appointment|Appointments|Treatment|Schedule|Not|Found|Error|Request|Gateway|Unauthorized|Forbidden|Internal|Bad)\b/;

const nothing = /^(?:null|none|nil|undefined|true|false|yes|no|nan|n\/a|-|\[\]|\{\})$/i;

const isPlaceholder = (value: string): boolean =>
  /^(?:\$\{?\w+\}?|<[\w :|-]+>|env:\w+|\{\{?[\w .-]+\}?\}|%\w|\*+|x{3,}|…|\.{3}|string|str|number|integer)$/i.test(
    value,
  ) || /^(?:NAME|TOKEN|PASSWORD|SECRET|KEY|USER|HOST|PORT|URL|FILE|PATH|VALUE)$/.test(value);

/** What Django, pydantic and zod say of a field that they refuse. Whole sentences, for their words could begin a note on a patient. */
const validation = new RegExp(
  `^(?:${[
    'this (?:field|password|value|list) [a-z ]{2,60}',
    'enter a (?:valid|whole) [a-z ]{2,40}',
    'ensure this (?:field|value) [a-z0-9 ()]{2,80}',
    'not a valid [a-z ]{2,20}',
    '(?:a )?valid [a-z]{2,20} is required',
    'invalid (?:value|data|format|token|password|credentials)',
    '(?:field |value )?(?:is )?required',
    'input should be [a-z ]{2,60}',
    'invalid input: expected [a-z]{2,20}, received [a-z]{2,20}',
    '(?:must|should) (?:be|have|not be|match) [a-z ]{2,60}',
    '(?:date|datetime) has wrong format',
    '[a-z ]{2,40} (?:already exists|does not exist)',
  ].join('|')})\\.?$`,
  'i',
);

const sentenceWords =
  /^(?:a|an|the|this|that|it|its|is|are|was|were|be|has|have|had|does|do|did|not|no|never|must|may|might|can|cannot|should|will|would|to|of|for|in|on|at|by|with|without|from|and|or|if|when|too|so|only|refused|rejected|required|missing|invalid|valid|expired|wrong|incorrect|unknown|absent|empty|failed|failing|denied|forbidden|unauthorized|unauthorised|ok|set|unset|given|found|mismatch|changed|length|field|string|number|object|array|expected|received|takes?|belongs?|needs?|wants?|names?|holds?|gives?|says?|means?|see|authentication|error|errors)(?![\w-])/i;
