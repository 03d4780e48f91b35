// The page runs under a policy without inline scripts, so what would stand in it is here.
const systemFonts = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
Redoc.init(
  "/openapi.json",
  {
    untrustedSpec: true,
    nativeScrollbars: true,
    theme: {
      typography: {
        fontFamily: systemFonts,
        headings: { fontFamily: systemFonts },
        code: { fontFamily: 'ui-monospace, Menlo, Consolas, "Liberation Mono", monospace' },
      },
    },
  },
  document.getElementById("redoc"),
);
