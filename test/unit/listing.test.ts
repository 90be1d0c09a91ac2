import { expect } from 'chai';
import fc from 'fast-check';
import { AppError } from '../../src/kernel/error.ts';
import { beginContent, missingFrom } from '../../src/features/listings/content.ts';
import {
  change,
  end,
  expire,
  giveBack,
  ListingStatus,
  match,
  openMoves,
  publish,
  submit,
  type Listing,
  type ListingDecision,
  type ListingMove,
} from '../../src/features/listings/listing.ts';
import type { Caller } from '../../src/features/people/caller.ts';
import { hasKey } from '../../src/web/i18n.ts';
import { place } from '../support/places.ts';

const author = '11111111-1111-4111-8111-111111111111';
const caller = (accountId: string, roles: Caller['roles'] = []): Caller => ({
  ...{ accountId, name: '王芳', organizationId: null, language: 'zh', roles },
});
const owner = caller(author, [{ role: 'organizer', region: place.city }]);
const organizer = caller('22222222-2222-4222-8222-222222222222', [{ role: 'organizer', region: place.city }]);
const moment = { now: new Date('2026-06-01T00:00:00Z'), today: '2026-06-01' };

const complete = {
  ...{ title: '玉米出苗率低', problem: '出苗不齐', industries: ['A0113'], regionCode: place.village, scaleMu: 300 },
  ...{ contactName: '王芳', contactPhone: '13900000000' },
};
function need(status: ListingStatus, content: object = {}): Listing {
  return {
    ...beginContent({ side: 'need', content: { ...complete, ...content } }),
    ...{ id: '33333333-3333-4333-8333-333333333333', status, accountId: author, organizationId: null },
    ...{ returnedReason: null, publishedAt: null, version: 7 },
  };
}

/** Every move, made by somebody who may make it. */
const moves: Record<ListingMove, (listing: Listing) => ListingDecision | undefined> = {
  submit: (listing) => submit(listing, owner, listing.version, moment.today),
  publish: (listing) => publish(listing, owner, listing.version, moment),
  return: (listing) => giveBack(listing, organizer, listing.version, '请补充'),
  close: (listing) => end(listing, owner, 'close'),
  withdraw: (listing) => end(listing, owner, 'withdraw'),
  match: (listing) => match(listing),
  expire: (listing) => expire(listing, '2030-01-01'),
};
const anyStatus = fc.constantFrom(...ListingStatus.options);
const anyMove = fc.constantFrom(...(Object.keys(moves) as ListingMove[]));

function refusal(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a listing', () => {
  it('moves on only where its life allows it, and is refused by the name of its state otherwise', () => {
    fc.assert(
      fc.property(anyStatus, anyMove, (status, move) => {
        const listing = need(status, { expiresOn: '2029-12-31' });
        if (openMoves(status).includes(move)) {
          expect(moves[move](listing)?.next.version).to.equal(8);
        } else if (move === 'match' || move === 'expire') {
          expect(moves[move](listing)).to.equal(undefined);
        } else {
          expect(refusal(() => moves[move](listing))).to.include({
            code: 'conflict',
            key: `listings:errors.wrong-move.${status}`,
          });
        }
      }),
    );
  });

  it('gains one version with every step of any life, and tells each of its facts with it', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 30 }), (path) => {
        let listing = need('draft', { expiresOn: '2029-12-31' });
        for (const move of path) {
          if (!openMoves(listing.status).includes(move)) continue;
          const decision = moves[move](listing);
          expect(decision?.next.version).to.equal(listing.version + 1);
          for (const { body } of decision?.facts ?? []) expect(body.version).to.equal(listing.version + 1);
          listing = decision?.next ?? listing;
          if (listing.status === 'published') expect(listing.publishedAt).to.not.equal(null);
        }
      }),
    );
  });

  it('says in both languages what each state allows', () => {
    for (const status of ListingStatus.options) {
      for (const language of ['zh', 'en'] as const)
        expect(hasKey(language, `listings:errors.wrong-move.${status}`), status).to.equal(true);
    }
  });

  it('is refused with the names of the missing fields, in words that both languages have', () => {
    const bare = { problem: '', industries: [], regionCode: null, scaleMu: null, contactName: '', contactPhone: '' };
    const { fields } = refusal(() => submit(need('draft', bare), owner, 7, moment.today));
    expect(Object.keys(fields)).to.deep.equal(Object.keys(bare));
    for (const { key } of Object.values(fields)) expect(hasKey('zh', key) && hasKey('en', key), key).to.equal(true);
  });

  it('may be a variety without an approval number only when it says so', () => {
    const variety = (said: object) =>
      missingFrom(beginContent({ side: 'technology', content: { title: '吉单53', kind: 'variety', ...said } }));
    expect(variety({})).to.include('approvals');
    expect(variety({ noApprovalYet: true })).to.not.include('approvals');
    const approvals = [{ kind: 'variety-approval' as const, number: '吉审玉2015013', ecoZone: '', checkedOn: null }];
    expect(variety({ approvals })).to.not.include('approvals');
  });

  it('stays published when it is changed, is matched anew, and may not lose what made it complete', () => {
    const patch = (content: object) => ({ side: 'need', content }) as const;
    const { next, facts } = change(need('published'), owner, 7, patch({ hoped: '出苗率八成' }));
    expect(next).to.include({ status: 'published', version: 8 });
    expect(facts.map(({ name }) => name)).to.deep.equal(['listing.changed']);
    expect(refusal(() => change(need('published'), owner, 7, patch({ problem: '' }))).fields).to.have.property('problem');
    expect(change(need('draft'), owner, 7, patch({ problem: '' })).facts).to.deep.equal([]);
  });

  it('that came in bulk without a field can be mended elsewhere first', () => {
    const { next } = change(need('published', { scaleMu: null }), owner, 7, { side: 'need', content: { hoped: '出苗率八成' } });
    expect(next.content).to.include({ hoped: '出苗率八成', scaleMu: null });
  });

  it('is published only in the version that was read', () => {
    expect(refusal(() => publish(need('submitted'), organizer, 6, moment))).to.include({ code: 'stale' });
  });

  it('is nobody else’s to write, and is reviewed by organizers of its region alone', () => {
    const elsewhere = caller('44444444-4444-4444-8444-444444444444', [{ role: 'organizer', region: place.taonan }]);
    expect(refusal(() => change(need('draft'), organizer, 7, { side: 'need', content: {} })).code).to.equal('not-allowed');
    expect(refusal(() => publish(need('submitted'), elsewhere, 7, moment)).code).to.equal('not-allowed');
    expect(refusal(() => publish(need('draft'), organizer, 7, moment)).code).to.equal('not-allowed');
    expect(refusal(() => giveBack(need('submitted'), caller(author), 7, '请补充')).code).to.equal('not-allowed');
  });

  it('ends the day after its last day or its deadline, and not on it', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
    const day = days.map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.constantFrom('expiresOn', 'deadline'), (last, today, field) => {
        const decision = expire(need('published', { [field]: last }), today);
        expect(decision !== undefined).to.equal(last < today);
      }),
    );
  });

  it('tells that it ended when it is taken out of sight by a reviewer', () => {
    const names = (status: ListingStatus) => giveBack(need(status), organizer, 7, '与事实不符').facts.map(({ name }) => name);
    expect(names('published')).to.deep.equal(['listing.returned', 'listing.ended']);
    expect(names('submitted')).to.deep.equal(['listing.returned']);
  });
});
