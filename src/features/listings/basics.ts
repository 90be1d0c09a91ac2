import { z } from 'zod';

export const Side = z.enum(['technology', 'need']);
export type Side = z.infer<typeof Side>;

export const Soil = z.enum(['saline-alkali', 'sandy', 'black', 'chernozem', 'meadow', 'paddy', 'any']);
export const Water = z.enum(['rain-fed', 'well', 'river', 'drip', 'sprinkler', 'paddy', 'any']);

export const text = (max: number) => z.string().trim().max(max);
export const Fen = z.int().min(0).max(1_000_000_000_000);
/** Salt in the soil by weight, in ‰. */
export const Salt = z.number().min(0).max(100).multipleOf(0.01, 'listings:errors.two-decimals');
export const Month = z.int().min(1).max(12);
/** Of a year that people write; PostgreSQL has no year 0. */
export const Day = z.iso.date('web:errors.date').refine((day) => day >= '1000', 'web:errors.date');

/** Said or not yet said: a listing is written step by step, and a draft may lack anything but its title. */
export const maybe = <S extends z.ZodType>(schema: S) => schema.nullable();

/** What a technology and a need have in common. The contact is shown to nobody before both sides of a match said yes. */
export const Basics = z.object({
  title: z.string().trim().min(1, 'web:errors.required').max(120),
  regionCode: maybe(z.string().regex(/^\d{12}$/, 'web:errors.choice')),
  industries: z.array(z.string().regex(/^[A-Z]\d{0,4}$/, 'web:errors.choice')).max(8),
  contactName: text(40),
  contactPhone: z
    .string()
    .trim()
    .regex(/^$|^[+\d][\d\-() ]{5,19}$/, 'listings:errors.phone'),
  contactEmail: z.union([z.literal(''), z.email('web:errors.email').max(200)], 'web:errors.email'),
  expiresOn: maybe(Day),
});
export type Basics = z.infer<typeof Basics>;

export const blankBasics: Omit<Basics, 'title'> = {
  regionCode: null,
  industries: [],
  contactName: '',
  contactPhone: '',
  contactEmail: '',
  expiresOn: null,
};
