/** Less than a test may take, so that the assertion says what is missing: a busy machine is slow, not wrong. */
const patienceMs = 100_000;

/** Repeats the assertion until it holds. @throws what it threw last, when it never does */
export async function eventually(assertion: () => unknown): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
