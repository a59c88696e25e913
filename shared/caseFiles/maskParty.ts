/** What an organisation's name ends in; of names of four characters and more, so that nobody's given name counts. */
const ORGANISATION =
  /(?:公司|集团|中心|超市|药房|政府|银行|委员会|[厂店局院校所站社部会队行馆场室园庄楼吧铺坊学矿户])$/u;
/** Words that say what somebody is; a name may stand before or behind. */
const ROLE = '个体工商户|个体户|经营者|负责人|法定代表人|法人代表|代表人|业主|店主|司机|驾驶员|自然人';
const ROLE_ALONE = new RegExp(`^(?:${ROLE})$`, 'u');
const NAME_BEFORE_ROLE = new RegExp(`^(.+?)(${ROLE})$`, 'u');
const NAME_BEHIND = new RegExp(
  `^(.*(?:${ROLE}|公司|集团|中心|超市|药房|.{2}[厂店局院校所站社部]))(\\p{Script=Han}{2,4})$`,
  'u',
);
const NOBODY = /^(?:.|不详|未知|匿名|\d{1,4}[人名户位])$/u;
const COUNTED = /(等[\d一二两三四五六七八九十百]*[人名户位]?)/u;
const TWO_NAMES = /^(\p{Script=Han}{2,4})([和与及])(\p{Script=Han}{2,4})$/u;
const SEPARATORS = /([、,，;；:：/／()（）[\]【】\s]+)/u;

/**
 * Personal data does not leave in full: 张三 → 张*, 张三等3人 → 张*等3人, 个体户王五 → 个体户王*; 海州某某有限公司 stays, because it
 * is no person. What is not known to be an organisation is masked: too much hidden does no harm on paper, a name does.
 * Practice page §11.
 */
export function maskParty(party: string): string {
  return split(party, SEPARATORS, maskPart);
}

/** Does something to what stands between separators; these stay. */
function split(text: string, separators: RegExp, mask: (part: string) => string): string {
  return text
    .split(separators)
    .map((part, index) => (index % 2 === 0 ? mask(part) : part))
    .join('');
}

function maskPart(part: string): string {
  if (isHarmless(part)) return part;
  return split(part, COUNTED, (names) => {
    if (isHarmless(names)) return names;
    const before = NAME_BEFORE_ROLE.exec(names);
    if (before)
      return `${isOrganisation(before[1] ?? '', 2) ? before[1] : maskPart(before[1] ?? '')}${before[2]}`;
    const behind = NAME_BEHIND.exec(names);
    if (behind) return `${behind[1]}${maskName(behind[2] ?? '')}`;
    const two = TWO_NAMES.exec(names);
    if (two) return `${maskName(two[1] ?? '')}${two[2]}${maskName(two[3] ?? '')}`;
    return maskName(names);
  });
}

const isHarmless = (part: string): boolean =>
  part === '' || NOBODY.test(part) || ROLE_ALONE.test(part) || isOrganisation(part, 4);

const isOrganisation = (text: string, least: number): boolean =>
  [...text].length >= least && ORGANISATION.test(text);

function maskName(name: string): string {
  const signs = [...name];
  return `${signs[0] ?? ''}${'*'.repeat(Math.max(1, signs.length - 1))}`;
}
