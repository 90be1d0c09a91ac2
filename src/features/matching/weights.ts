/** Every number that a score depends on. The points of the parts and of the reasons add up to the score, which is kept within 0 and 1. */
export const weights = {
  /** Shared words: all that they can give, and the strength at which they give half of it. */
  words: { most: 0.62, half: 40 },
  /** A word by where it stands in either text: title, problem, how it works, the rest. */
  field: { A: 1, B: 0.8, C: 0.5, D: 0.3 },
  /** How soon a word repeated in one text says nothing more (BM25's k1). */
  repetition: 0.6,
  /** Industries by how much of their GB/T code they share: class, group, division, section. */
  industry: { most: 0.24, class: 1, group: 0.7, division: 0.35, section: 0.1 },
  /** Places: village, township, county, city. */
  place: { most: 0.06, village: 1, township: 0.8, county: 0.6, city: 0.4 },
  /** Conditions that are known on both sides. */
  suits: 0.04,
  against: { soil: -0.15, water: -0.1, season: -0.1, nextYear: -0.03, cost: -0.1 },
  /** A cost so many times the budget speaks against it. */
  budgetStretch: 1.3,
} as const;

/** What is kept: at least this score, and so many for each listing that is matched. */
export const keep = { threshold: 0.32, best: 10, candidates: 200 } as const;

export const grades = { strong: 0.6, good: 0.45 } as const;
