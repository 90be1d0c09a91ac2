import { expect } from 'chai';
import { newId } from '../../src/kernel/id.ts';
import type { Command } from '../../src/kernel/transact.ts';
import { composeListings } from '../../src/features/listings/compose.ts';
import { readConfig } from '../../src/config.ts';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { place } from '../support/places.ts';

const now = new Date('2026-06-01T04:00:00Z');
const need = {
  ...{ title: '玉米出苗率低', problem: '出苗不齐', industries: ['A0113'], regionCode: place.village, scaleMu: 320.5 },
  ...{ contactName: '王芳', contactPhone: '13900000000' },
};
const technology = {
  ...{
    title: '吉单53',
    kind: 'variety' as const,
    problem: '早霜减产',
    howItWorks: '中早熟品种',
    fieldStage: 'wide-use' as const,
  },
  ...{ industries: ['A0113'], regionCode: place.city, cooperation: ['licence' as const], soils: ['black' as const] },
  approvals: [{ kind: 'variety-approval' as const, number: '吉审玉2015013', ecoZone: '东北中早熟', checkedOn: '2026-05-01' }],
  ...{ priceFromFen: 120_00, priceToFen: 180_00, contactName: '李强', contactEmail: 'li@example.org' },
};

describe('the use cases of listings', () => {
  const database = useDatabase();
  const app = () => composeListings({ db: database.db(), now: () => now, config: readConfig({}) });
  const command = (name: string, by: MadeAccount): Command => ({ id: newId(), name, accountId: by.accountId });
  const people = async () => {
    const made = make(database.db());
    return { author: await made.account({ role: 'seeker' }), organizer: await made.account({ role: 'organizer' }) };
  };
  const listing = (id: string) => database.db()('listings').where({ id }).first() as Promise<Record<string, unknown>>;
  const facts = (id: string) =>
    database.db()('outbox').whereRaw(`body->>'listingId' = ?`, [id]).orderBy('id').pluck('name') as Promise<string[]>;
  const actions = (id: string) =>
    database.db()('listing_revisions').where({ listing_id: id }).orderBy('version').pluck('action') as Promise<string[]>;
  const code = (error: unknown) => (error as { code?: string }).code;

  it('keep every field of a technology, and each version of it', async () => {
    const { author } = await people();
    const { id } = await app().createListing(author, { side: 'technology', content: technology });
    await app().editListing(author, id, 1, { side: 'technology', content: { advantage: '每亩多收 150 斤', trl: 9 } });

    const versions = (await database.db()('listing_revisions').where({ listing_id: id }).orderBy('version')) as {
      snapshot: object;
    }[];
    expect(versions.map(({ snapshot }) => (snapshot as { advantage: string }).advantage)).to.deep.equal(['', '每亩多收 150 斤']);
    expect(versions[1]?.snapshot).to.deep.include({ ...technology, trl: 9 });
    await app().submitListing(author, id, 2);
    const snapshot = (await database.db()('listing_revisions').where({ listing_id: id, version: 3 }).first('snapshot')) as object;
    expect(snapshot)
      .to.have.property('snapshot')
      .that.deep.includes({ ...technology, trl: 9 });
  });

  it('lead a need from its draft through review to the public, and record what happened beside it', async () => {
    const { author, organizer } = await people();
    const { id } = await app().createListing(author, { side: 'need', content: need });
    await app().submitListing(author, id, 1);
    await app().returnListing(organizer, id, 2, '请写清面积');
    expect(await listing(id)).to.include({ status: 'returned', returned_reason: '请写清面积' });
    await app().editListing(author, id, 3, { side: 'need', content: { scaleMu: 500 } });
    await app().submitListing(author, id, 4);
    await app().publishListing(organizer, id, 5);
    await app().editListing(author, id, 6, { side: 'need', content: { hoped: '出苗率八成' } });
    await app().withdrawListing(author, id);

    expect(await listing(id)).to.include({ status: 'withdrawn', version: 8, returned_reason: null });
    expect(await facts(id)).to.deep.equal([
      ...['listing.submitted', 'listing.returned', 'listing.submitted', 'listing.published', 'listing.changed', 'listing.ended'],
    ]);
    expect(await actions(id)).to.deep.equal([
      ...['created', 'submitted', 'returned', 'saved', 'submitted', 'published', 'saved', 'withdrawn'],
    ]);
  });

  it('let one of two editors win and tell the other that it came too late', async () => {
    const { author } = await people();
    const { id } = await app().createListing(author, { side: 'need', content: need });
    const edits = ['少一半', '全没出'].map((problem) => app().editListing(author, id, 1, { side: 'need', content: { problem } }));
    const results = await Promise.allSettled(edits);

    expect(results.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    expect(results.flatMap((result) => (result.status === 'rejected' ? [code(result.reason)] : []))).to.deep.equal(['stale']);
    expect(await listing(id)).to.include({ version: 2 });
  });

  it('publish once when two organizers press at the same moment', async () => {
    const { author, organizer } = await people();
    const other = await make(database.db()).account({ role: 'organizer', region: place.tongyu });
    const { id } = await app().createListing(author, { side: 'need', content: need });
    await app().submitListing(author, id, 1);
    const results = await Promise.allSettled([organizer, other].map((by) => app().publishListing(by, id, 2)));

    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect((await facts(id)).filter((name) => name === 'listing.published')).to.have.length(1);
  });

  it('act once on a command that arrives twice, even at the same moment', async () => {
    const { author } = await people();
    const create = command('create', author);
    const made = await Promise.all([1, 2, 3].map(() => app().createListing(author, { side: 'need', content: need }, create)));
    expect(new Set(made.map(({ id }) => id)).size).to.equal(1);

    const id = made[0]?.id ?? '';
    const submit = command('submit', author);
    await app().submitListing(author, id, 1, submit);
    expect(await app().submitListing(author, id, 1, submit)).to.deep.equal({ version: 2 });
    expect(await facts(id)).to.deep.equal(['listing.submitted']);
  });

  it('end once what is over, however often and from how many sides the clock asks', async () => {
    const made = make(database.db());
    const over = await made.technology({ columns: { expires_on: '2026-05-31' } });
    const late = await made.need({ status: 'matched', detail: { deadline: '2026-05-31' } });
    const today = await made.technology({ columns: { expires_on: '2026-06-01' } });
    await Promise.all([app().expireListings(), app().expireListings()]);
    await app().expireListings();

    for (const { listingId } of [over, late]) {
      expect(await listing(listingId)).to.include({ status: 'expired', version: 2 });
      expect(await facts(listingId)).to.deep.equal(['listing.ended']);
    }
    expect(await listing(today.listingId)).to.include({ status: 'published' });
  });

  it('mark both sides of an opened match once, and leave what has ended as it is', async () => {
    const made = make(database.db());
    const technology = await made.technology();
    const need = await made.need();
    const withdrawn = await made.need({ status: 'withdrawn' });
    const matchOf = async (needId: string, status: string): Promise<string> => {
      const id = newId();
      await database
        .db()('matches')
        .insert({
          ...{ id, technology_id: technology.listingId, need_id: needId, status, score: 0.8, reasons: '[]' },
          ...{ technology_version: 1, need_version: 1, opened_at: status === 'open' ? now : null },
        });
      return id;
    };
    const [open, gone] = [await matchOf(need.listingId, 'open'), await matchOf(withdrawn.listingId, 'open')];
    await Promise.all([app().markMatched(open), app().markMatched(open), app().markMatched(gone)]);
    await app().markMatched(open);

    expect(await listing(technology.listingId)).to.include({ status: 'matched', version: 2 });
    expect(await listing(need.listingId)).to.include({ status: 'matched', version: 2 });
    expect(await listing(withdrawn.listingId)).to.include({ status: 'withdrawn', version: 1 });
    const proposed = await matchOf((await made.need()).listingId, 'proposed');
    await app().markMatched(proposed);
    expect(await listing(need.listingId)).to.include({ version: 2 });
  });

  it('refuse places and industries that do not exist, and change nothing', async () => {
    const { author } = await people();
    for (const wrong of [{ regionCode: '229999000000' }, { industries: ['Z9'] }]) {
      const refused = await app()
        .createListing(author, { side: 'need', content: { ...need, ...wrong } })
        .catch(code);
      expect(refused).to.equal('invalid');
    }
    expect(await database.db()('listings').where({ account_id: author.accountId })).to.have.length(0);
  });
});
