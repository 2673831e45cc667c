/** Repeats the assertion until it holds; after that many milliseconds it fails. */
export async function eventually(assertion: () => unknown, within = 3_000): Promise<void> {
  const deadline = Date.now() + within;
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
