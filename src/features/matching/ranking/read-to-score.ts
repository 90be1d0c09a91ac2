import type { Id } from '../../../kernel/id.ts';
import type { Transact } from '../../../kernel/transact.ts';
import type { Profile } from '../score/profile.ts';
import type { Scale } from '../score/scale.ts';
import type { CurrentScale } from './current-scale.ts';
import type { ProfileStore } from './profile-store.ts';

type Ports = { transact: Transact<{ profiles: ProfileStore }>; scaleNow: CurrentScale };

/** What it takes to score these listings with one another as the engine does, where there is no engine. */
export function readToScore({ transact, scaleNow }: Ports) {
  return async (ids: readonly Id[]): Promise<{ scale: Scale & { day: string }; profiles: Map<Id, Profile> }> => {
    const scale = await scaleNow();
    const profiles = await transact(({ profiles }) => profiles.get(ids));
    return { scale: { ...scale, id: scale.id ?? 0 }, profiles: new Map(profiles.map((profile) => [profile.id, profile])) };
  };
}
