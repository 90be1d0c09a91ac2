import type { Formats } from '../../../web/format.ts';
import type { Translate } from '../../../web/i18n.ts';
import { measureNames } from '../score/measure-names.ts';
import { priors, type Weights } from '../score/weights.ts';
import type { CurrentWeights } from './weights-store.ts';
import type { Trial } from './trial.ts';
import type { WeightVersion } from './weights-reads.ts';

export type VersionStatus = 'current' | 'prior' | 'earlier' | 'proposed' | 'not-adopted';
type Words = { t: Translate; formats: Formats };

const chips: Record<VersionStatus, { kind: string; icon: string }> = {
  current: { kind: 'success', icon: 'check' },
  prior: { kind: '', icon: '' },
  earlier: { kind: '', icon: 'clock' },
  proposed: { kind: 'information', icon: 'information' },
  'not-adopted': { kind: '', icon: 'cross' },
};

export function statusOf({ id, origin, adoption, verdict }: WeightVersion, current: CurrentWeights): VersionStatus {
  if (id === current.versionId) return 'current';
  if (adoption) return 'earlier';
  if (origin === 'prior') return 'prior';
  return verdict === 'better' ? 'proposed' : 'not-adopted';
}

/** A version as the history lists it. */
export function versionModel(version: WeightVersion, current: CurrentWeights, { t, formats }: Words) {
  const { id, origin, decisions, verdict, figures, adoption, createdAt } = version;
  const status = statusOf(version, current);
  const why: string[] = [];
  if (verdict && figures) {
    const what = verdict === 'not-better' && figures.gain < 0 ? 'worse' : verdict;
    why.push(t(`learning:why.${what}`, { gain: Math.abs(figures.gain).toFixed(3), error: figures.error.toFixed(3) }));
  }
  if (adoption) {
    const date = formats.dateTime(adoption.at);
    why.push(
      adoption.byHand ? t('learning:why.by-hand', { date, reason: adoption.reason }) : t('learning:why.by-itself', { date }),
    );
    if (status === 'current' && adoption.isHeld) why.push(t('learning:why.held'));
  }
  return {
    href: `/admin/matching/weights/${id}`,
    title: t('learning:version.title', { number: id }),
    origin: t(`learning:origin.${origin}`, { count: decisions }),
    chip: { ...chips[status], label: t(`learning:status.${status}`) },
    ...{ createdAt, why },
  };
}

/** Every weight beside where it began and where it is, with what it means and a picture of both. */
export function weightRows(now: Weights, shown: Weights | null, t: Translate) {
  const drawn = shown ?? now;
  const values = measureNames.flatMap((name) => [priors.of[name], drawn.of[name]]);
  const most = Math.max(...values.map(Math.abs));
  const left = Math.ceil((Math.max(0, ...values.map((value) => -value)) / most) * 100);
  const bar = (value: number) => {
    const length = Math.round((Math.abs(value) / most) * 100);
    return { x: value < 0 ? -length : 0, length };
  };
  const row = (label: string, text: string, of: (weights: Weights) => number, isDrawn: boolean) => ({
    ...{ label, text, prior: of(priors).toFixed(2), now: of(now).toFixed(2), then: shown ? of(shown).toFixed(2) : '' },
    isChanged: shown ? of(shown).toFixed(2) !== of(now).toFixed(2) : of(now).toFixed(2) !== of(priors).toFixed(2),
    bars: isDrawn ? { left, whole: left + 100, first: bar(of(priors)), drawn: bar(of(drawn)) } : null,
  });
  return [
    ...measureNames.map((name) =>
      row(t(`learning:measure.${name}.label`), t(`learning:measure.${name}.text`), ({ of }) => of[name], true),
    ),
    row(t('learning:weight.bias'), t('learning:weight.bias-text'), ({ bias }) => bias, false),
  ];
}

export function figureRows({ before, after }: Trial, t: Translate) {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  return [
    { label: t('learning:version.log-loss'), before: before.logLoss.toFixed(3), after: after.logLoss.toFixed(3) },
    { label: t('learning:version.brier'), before: before.brier.toFixed(3), after: after.brier.toFixed(3) },
    { label: t('learning:version.auc'), before: percent(before.auc), after: percent(after.auc) },
  ];
}
