/** A thing that happened, in the past tense; its body is declared in the contract of its feature. */
export type AnyFact = { readonly name: string; readonly body: object };

/** What a rule decided: the next state and the facts that follow from it. */
export type Decision<T, F extends AnyFact = AnyFact> = { readonly next: T; readonly facts: readonly F[] };
