// Reads what the conformance suite has left in a folder, and says how many scenarios pass and what the others lack.
// Arguments: the name of what was tested, the revision, the folder, and the file with the output of the suite, which names the scenarios
// that were to be run. Ends with 1 unless all of them pass; those of the extension "tasks" do not count.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [name, revision, folder, output] = process.argv.slice(2);
const folders = existsSync(folder) ? readdirSync(folder) : [];
const scenarios = [...readFileSync(output, 'utf8').matchAll(/^=== Running scenario: (.*) ===$/gm)]
  .map(([, scenario]) => scenario)
  .filter((scenario) => !scenario.startsWith('tasks-'))
  .map((scenario) => {
    const results = folders.find((candidate) => candidate.startsWith(`server-${scenario}-20`));
    const lost = [{ id: 'results', status: 'FAILURE', errorMessage: 'The scenario has left no results' }];
    const checks = results ? JSON.parse(readFileSync(join(folder, results, 'checks.json'), 'utf8')) : lost;
    return { name: scenario, checks };
  });
const of = (status) => (scenario) => scenario.checks.filter((check) => check.status === status);
const failing = scenarios.filter((scenario) => of('FAILURE')(scenario).length > 0);
const count = (status) => scenarios.flatMap(of(status)).length;

console.log(
  `${name.padEnd(28)} ${revision}: ${scenarios.length - failing.length} of ${scenarios.length} scenarios, ` +
    `${count('SUCCESS')} checks, ${count('WARNING')} warnings`,
);
for (const status of ['FAILURE', 'WARNING']) {
  for (const scenario of scenarios) {
    for (const check of of(status)(scenario)) {
      console.log(`  ${status} ${scenario.name} ${check.id}: ${(check.errorMessage ?? '').slice(0, 400)}`);
    }
  }
}
process.exit(failing.length > 0 || scenarios.length === 0 ? 1 : 0);
