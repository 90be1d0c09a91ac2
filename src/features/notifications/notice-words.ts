import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';
import type { NoticeKind, NoticeParams } from './notice.ts';

/** What a person reads, in their own language; a time is said as they say times. */
export function noticeWords(notice: { kind: NoticeKind; params: NoticeParams }, t: Translate, formats: Formats): string {
  const { at, refusal, ...params } = notice.params;
  return t(`notifications:kind.${notice.kind}`, {
    ...params,
    ...(at !== undefined && { at: formats.dateTime(at) }),
    ...(refusal !== undefined && { refusal: t(`matching:refusal.${refusal}`) }),
  });
}
