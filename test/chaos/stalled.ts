/** How soon a job of a killed worker is taken up by another; short, so that a test need not wait half a minute. */
export const stalledAfterMs = 400;
