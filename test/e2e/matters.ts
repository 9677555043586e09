/** People and places of the stories: `counter` → `pensions` → `division` → `bureau` → the city, each above the one before. */
export const counter = {
  officer: 'social-insurance-counter-1',
  colleague: 'social-insurance-counter-2',
  department: 'social-insurance-counter',
};
export const pensions = { officer: 'social-insurance-pensions-1', department: 'social-insurance-pensions' };
export const division = { officer: 'social-insurance-1', department: 'social-insurance' };
export const bureau = { officer: 'human-resources-1', department: 'human-resources' };
export const frontDesk = { officer: 'window-1', department: 'service-hall-windows' };

/** What must be found nowhere but in the record and in the letter's address. */
export const personal = {
  name: '示范立案人甲',
  address: '示范市示范路100号3栋201室',
  telephone: '+86 10 5555 0100',
};

export const details = '核定年限少计两年，请求复核并补发差额。';

/** A registration at the window. */
export function matter(mail: string, category = 'social-insurance-pensions') {
  return {
    category,
    subject: '养老金核定年限有误',
    details,
    place: { address: personal.address, district: 'east' },
    channel: 'counter' as const,
    language: 'zh' as const,
    filer: { name: personal.name, telephone: personal.telephone, mail },
  };
}

export const resolution = {
  process: '核对凭证，补录两年缴费记录。',
  result: '养老金按补计年限重新核定，自下月起发放。',
  rule: 'none',
  cause: '原单位迁移时漏报参保记录。',
};
