/** How long everything is measured. Every run is bounded in time and in number. */
export interface Plan {
  readonly quick: boolean;
  /** Sales before anything is timed, by each of the three: compilers and caches are warm then. */
  readonly warmUpSales: number;
  readonly inFlight: readonly number[];
  /** Each round runs all three, one after the other, so that a busy machine hits them alike. */
  readonly rounds: number;
  readonly runMs: number;
  readonly halfLoad: { readonly rounds: number; readonly runMs: number };
  /** Sales over which round trips and commits are counted. */
  readonly countedSales: number;
  readonly hangingCalls: number;
  /** How long the gateway is profiled; 0: not at all. */
  readonly profileMs: number;
  /** Whether `npm start` is timed. */
  readonly firstOrder: boolean;
}

export const fullPlan: Plan = {
  quick: false,
  warmUpSales: 3_000,
  inFlight: [1, 16, 64],
  rounds: 7,
  runMs: 3_000,
  halfLoad: { rounds: 3, runMs: 4_000 },
  countedSales: 1_000,
  hangingCalls: 200,
  profileMs: 10_000,
  firstOrder: true,
};

/** Shows that the measurement works; its figures mean little. */
export const quickPlan: Plan = {
  quick: true,
  warmUpSales: 20,
  inFlight: [1, 16],
  rounds: 1,
  runMs: 250,
  halfLoad: { rounds: 1, runMs: 250 },
  countedSales: 20,
  hangingCalls: 20,
  profileMs: 500,
  firstOrder: false,
};

/** Sales that no run exceeds, however fast the machine is. */
export const MOST_SALES = 100_000;
