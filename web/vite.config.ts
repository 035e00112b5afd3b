import { defineConfig } from "vitest/config";

export default defineConfig({
  appType: "mpa",
  build: {
    assetsInlineLimit: 0,
    // Old enough for a phone of 2022; new enough that logical properties are never turned into left and right.
    cssTarget: ["chrome105", "safari16", "firefox110"],
    modulePreload: { polyfill: false },
    target: ["chrome105", "safari16", "firefox110"],
  },
  css: { transformer: "lightningcss" },
  // The contrast test reads the tokens as they are written.
  test: { css: true, include: ["elements/*.test.ts"] },
});
