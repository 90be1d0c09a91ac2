/** Why the embedded database cannot start, in words for whoever started it; its stack says nothing more. */
export class EmbeddedProblem extends Error {}
