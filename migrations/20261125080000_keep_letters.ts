import type { Knex } from 'knex';

/** A letter of intent stays as it was signed; only its place on the screen can be taken back. One letter for a match between events. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create unique index letters_one_per_match on letters (match_id) where meeting_id is null;

    create function refuse_letter_change() returns trigger language plpgsql as $$
      begin
        if to_jsonb(new) - 'on_screen' is distinct from to_jsonb(old) - 'on_screen' then
          raise exception 'A letter of intent cannot be changed once it is recorded.' using errcode = 'integrity_constraint_violation';
        end if;
        return new;
      end
    $$;
    create trigger letters_stay before update on letters for each row execute function refuse_letter_change();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger letters_stay on letters;
    drop function refuse_letter_change();
    drop index letters_one_per_match;
  `);
}
