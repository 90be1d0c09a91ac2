/** Why a process cannot start, in words for whoever started it; its stack says nothing more. */
export class StartProblem extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'StartProblem';
    this.exitCode = exitCode;
  }
}
