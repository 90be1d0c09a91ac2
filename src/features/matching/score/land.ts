const soils = ['saline-alkali', 'sandy', 'black', 'chernozem', 'meadow', 'paddy'] as const;
const waters = ['rain-fed', 'well', 'river', 'drip', 'sprinkler', 'paddy'] as const;
type SoilName = (typeof soils)[number];
type WaterName = (typeof waters)[number];

/** Said of a technology that suits all, or of a need that has all. */
const anyLand = 128;

/** What was found good on other soil may still serve on this one. What stands in neither list is ruled out: salt kills, sand drains. */
const thinkableSoils: Record<SoilName, readonly SoilName[]> = {
  'saline-alkali': ['paddy', 'meadow'],
  sandy: ['saline-alkali', 'black', 'chernozem', 'meadow'],
  black: ['saline-alkali', 'sandy', 'chernozem', 'meadow'],
  chernozem: ['saline-alkali', 'sandy', 'black', 'meadow'],
  meadow: ['saline-alkali', 'sandy', 'black', 'chernozem', 'paddy'],
  paddy: ['saline-alkali', 'black', 'chernozem', 'meadow'],
};
/** Where there is nothing but rain, no irrigation can be thought of; one kind of irrigation can be exchanged for another. */
const thinkableWaters: Record<WaterName, readonly WaterName[]> = {
  'rain-fed': [],
  well: ['rain-fed', 'river', 'drip', 'sprinkler'],
  river: ['rain-fed', 'well', 'drip', 'sprinkler', 'paddy'],
  drip: ['rain-fed', 'well', 'river', 'sprinkler'],
  sprinkler: ['rain-fed', 'well', 'river', 'drip'],
  paddy: ['well', 'river'],
};

export const soilMask = (names: readonly string[]) => maskOf(soils, names);
export const waterMask = (names: readonly string[]) => maskOf(waters, names);

const soilsAllowed = allowed(soils, thinkableSoils);
const watersAllowed = allowed(waters, thinkableWaters);

/** 1: it suits; -1: it was not meant for this; -2: ruled out; 0: not known, or no matter. */
export const soilFit = (wanted: number, had: number) => fit(wanted, had, soilsAllowed);
export const waterFit = (wanted: number, had: number) => fit(wanted, had, watersAllowed);

function fit(wanted: number, had: number, allowedBy: Uint8Array): number {
  if (wanted === 0 || had === 0 || ((wanted | had) & anyLand) !== 0) return 0;
  if ((wanted & had) !== 0) return 1;
  return (wanted & (allowedBy[had] ?? 0)) !== 0 ? -1 : -2;
}

/** Words of its own, as imported needs have them, say nothing here. */
function maskOf(order: readonly string[], names: readonly string[]): number {
  return names.reduce((mask, name) => {
    const at = order.indexOf(name);
    return name === 'any' ? mask | anyLand : at < 0 ? mask : mask | (1 << at);
  }, 0);
}

/** By the mask of what is there: the mask of all that can be thought of for it. */
function allowed<N extends string>(order: readonly N[], thinkable: Record<N, readonly N[]>): Uint8Array {
  return Uint8Array.from({ length: 64 }, (_, had) =>
    order.reduce((mask, name, at) => ((had >> at) & 1 ? mask | (1 << at) | maskOf(order, thinkable[name]) : mask), 0),
  );
}
