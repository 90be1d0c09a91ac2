import type { Id } from '../../../kernel/id.ts';
import type { Command } from '../../../kernel/transact.ts';
import { requireOrganizer, type Caller } from '../../people/caller.ts';
import type { PoolingPorts } from './gather-joint-need.ts';
import { close, publish, type JointDecision, type JointNeed } from './joint-need.ts';

type Ports = PoolingPorts & { now: () => Date };
type Standing = Pick<JointNeed, 'status' | 'version'>;

/** Two have consented: it becomes a need like any other. Its listing follows from the fact. */
export function publishJointNeed({ transact, now }: Ports) {
  return moving(transact, (joint) => publish(joint, now()));
}

/** Ends it. Its listing is closed, and the needs of its members stay as they are. */
export function closeJointNeed({ transact }: PoolingPorts) {
  return moving(transact, close);
}

function moving(transact: PoolingPorts['transact'], move: (joint: JointNeed) => JointDecision) {
  return (caller: Caller, jointNeedId: Id, once?: Command): Promise<Standing> =>
    transact(async ({ joints, outbox }) => {
      const joint = await joints.get(jointNeedId);
      requireOrganizer(caller, joint.regionCode);
      const { next, facts } = move(joint);
      await joints.save(next);
      await outbox.record(facts);
      return { status: next.status, version: next.version };
    }, once);
}
