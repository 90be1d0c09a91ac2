import type { Translate } from '../../web/i18n.ts';

const statuses = [403, 404, 409, 413, 422, 429, 500] as const;
const hour = 60 * 60 * 1000;

/** One of each part in each of its states, in the words of the reader's language. */
export function samples(t: Translate, now: Date) {
  const s = (key: string) => t(`styleguide:${key}`);
  const options = ['maize', 'rice', 'sheep'].map((value) => ({ value, label: s(`sample.${value}`) }));
  const chips = ['', 'information', 'success', 'warning', 'danger'].map((kind) => ({
    kind,
    icon: kind || 'clock',
    label: s(`chip.${kind || 'plain'}`),
  }));
  return {
    looks: looks(t),
    statuses: statuses.map((status) => ({
      href: `/styleguide/error/${status}`,
      label: `${status} ${t(`ui:failure.${status}.title`)}`,
    })),
    colours: ['ink', 'ink-soft', 'accent', 'info', 'warning', 'danger', 'line-strong'].map((name) => ({ name })),
    chips,
    notices: chips.slice(1).map(({ kind }) => ({ kind, text: s(`notice.${kind}`) })),
    options,
    steps: ['say', 'size', 'check'].map((name, index) => ({ label: s(`step.${name}`), done: index === 0, current: index === 1 })),
    timeline: ['draft', 'returned', 'published'].map((name, index) => ({
      at: new Date(now.getTime() - (3 - index) * 24 * hour),
      title: t(`listings-words:status.${name}`),
      text: name === 'returned' ? s('sample.reason') : '',
    })),
    table: tableOf(s, now),
    bars: options.map(({ label }, index) => ({ label, value: [128, 64, 12][index] ?? 0, percent: [100, 50, 9][index] ?? 0 })),
    tabs: options.map(({ label, value }, index) => ({ href: `#tabs-${value}`, label, current: index === 0 })),
    filters: [
      {
        label: s('sample.industry'),
        open: true,
        options: options.map((option, index) => ({ ...option, href: '#filter-panel', current: index === 1 })),
      },
      { label: s('sample.county'), open: false, options: [] },
    ],
    until: new Date(now.getTime() + hour / 4),
    card: cardOf(s, chips),
    matches: [true, false].map((strong) => matchOf(s, strong)),
    grid: gridOf(t, s),
    keyValues: ['industry', 'county', 'scale'].map((name) => ({ label: s(`sample.${name}`), value: s(`sample.${name}-value`) })),
    organization: {
      name: s('sample.organization'),
      href: '/organizations',
      kind: s('sample.institute'),
      place: s('sample.county-value'),
    },
    person: { name: s('sample.person'), organization: s('sample.organization') },
    printCard: { code: 'K7M 4QX', title: s('sample.person'), lines: [s('sample.organization'), s('sample.print-line')], qr: '' },
  };
}

function looks(t: Translate): { href: string; label: string }[] {
  const look = (name: string, value: string) => ({
    href: `/preferences?${name}=${value}&back=/styleguide`,
    label: t(`styleguide:look.${name}-${value}`),
  });
  return [look('theme', 'light'), look('theme', 'dark'), look('type', 'large'), look('type', 'normal'), look('lang', 'zh'), look('lang', 'en')]; // prettier-ignore
}

function tableOf(s: Translate, now: Date) {
  const column = (label: string, number = false, sorted = '', href = '') => ({ label, number, sorted, href });
  return {
    columns: [
      column(s('sample.title')),
      column(s('sample.county'), false, 'ascending', '#table'),
      column(s('sample.scale'), true),
    ],
    rows: [1200, 85, 3.5].map((mu, index) => [
      { text: `${s('sample.need')} ${index + 1}`, href: '#table', number: false },
      { text: s('sample.county-value'), href: '', number: false },
      { text: `${mu} ${s('sample.mu')} · ${now.getFullYear()}`, href: '', number: true },
    ]),
  };
}

function cardOf(s: Translate, chips: { kind: string; label: string; icon: string }[]) {
  return {
    href: '#listing-card',
    title: s('sample.need'),
    text: s('sample.long'),
    side: 'need' as const,
    chips: chips.slice(0, 3),
    meta: [
      { icon: 'organization', label: s('sample.organization') },
      { icon: 'place', label: s('sample.county-value') },
    ],
  };
}

function matchOf(s: Translate, strong: boolean) {
  return {
    href: '#match-card',
    title: s('sample.technology'),
    grade: s(strong ? 'sample.strong' : 'sample.fair'),
    strong,
    status: strong ? '' : s('sample.other-yes'),
    news: [],
    for: [s('sample.for')],
    against: strong ? [] : [s('sample.against')],
    ask: [s('sample.ask')],
  };
}

function gridOf(t: Translate, s: Translate) {
  const cell = (chip: { kind: string; label: string; icon: string } | null) => ({
    href: '#schedule-grid',
    title: s('sample.technology'),
    text: s('sample.organization'),
    chip,
  });
  const met = { kind: 'success', label: s('sample.met'), icon: 'check' };
  return {
    tables: [1, 2, 3, 4].map((number) => ({ label: t('home:today.table', { number }) })),
    slots: [
      { label: '1', time: '9:00–9:20', status: 'done', cells: [cell(met), cell(met), null, cell(null)] },
      { label: '2', time: '9:25–9:45', status: 'running', cells: [cell(null), null, cell(null), cell(null)] },
      { label: '3', time: '9:50–10:10', status: 'waiting', cells: [null, cell(null), cell(null), null] },
    ],
  };
}
