// The page runs under a policy without inline scripts, so what would stand in it is here.

// A form is filled in with the examples of its parameters. One that need not be sent is left empty: a list of what is
// stored is to begin at its beginning, and a change is to be made whatever the version.
function withoutOptionalExamples(text) {
  const description = JSON.parse(text);
  const lists = [Object.values(description.components.parameters)];
  for (const path of Object.values(description.paths)) {
    lists.push(path.parameters ?? []);
    for (const member of Object.values(path)) {
      lists.push(member.parameters ?? []);
    }
  }
  for (const parameter of lists.flat()) {
    if (!parameter.required && parameter.schema) {
      delete parameter.example;
      delete parameter.examples;
      delete parameter.schema.example;
      delete parameter.schema.examples;
    }
  }
  return JSON.stringify(description);
}

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  filter: true,
  tryItOutEnabled: true,
  // The key stays in the memory of this page.
  persistAuthorization: false,
  // Nothing is sent to a validator somewhere else.
  validatorUrl: null,
  plugins: [
    {
      statePlugins: {
        spec: { wrapActions: { updateSpec: (update) => (text) => update(withoutOptionalExamples(text)) } },
      },
    },
  ],
});
