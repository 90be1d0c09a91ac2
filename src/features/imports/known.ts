export type Place = { code: string; name: string; level: string; parentCode: string | null };

/** What the installation knows, looked up by what people type. */
export type Known = {
  /** The codes of the places that a code or a name means; a name may begin with any of the places around it. */
  placesNamed(typed: string): string[];
  industryNamed(typed: string): string | undefined;
};

export function knownFrom(places: readonly Place[], industries: readonly { code: string; name: string }[]): Known {
  const byPath = pathsOf(places);
  const codes = new Set(places.map(({ code }) => code));
  const industryOf = new Map(industries.flatMap(({ code, name }) => [[code, code] as const, [name, code] as const]));
  return {
    placesNamed(typed) {
      const path = plain(typed);
      return codes.has(path) ? [path] : (byPath.get(path) ?? []);
    },
    industryNamed(typed) {
      const endings = ['', '种植', '养殖', '的饲养', '饲养'];
      const name = endings.map((ending) => typed.trim() + ending).find((word) => industryOf.has(word));
      return name === undefined ? undefined : industryOf.get(name);
    },
  };
}

/** Every place by its own name and by its name after those of one, two or more places around it. */
function pathsOf(places: readonly Place[]): Map<string, string[]> {
  const of = new Map(places.map((place) => [place.code, place]));
  const found = new Map<string, string[]>();
  for (const place of places) {
    for (const path of pathsTo(place, of)) found.set(path, [...(found.get(path) ?? []), place.code]);
  }
  return found;
}

function pathsTo(place: Place, of: ReadonlyMap<string, Place>): Set<string> {
  const names = new Set([plain(place.name)]);
  // People say 丰产村 for what the register calls 丰产村委会 or 丰产村民委员会.
  const short = plain(place.name).replace(/(村民|居民|村|居)?委员?会$/, '');
  if (place.level === 'village' && short !== '') names.add(short).add(`${short.replace(/村$/, '')}村`);
  const paths = new Set(names);
  const around = place.parentCode === null ? undefined : of.get(place.parentCode);
  if (around) for (const outer of pathsTo(around, of)) for (const name of names) paths.add(outer + name);
  return paths;
}

function plain(text: string): string {
  return text.replace(/[\s/／\-·>＞]/g, '');
}
