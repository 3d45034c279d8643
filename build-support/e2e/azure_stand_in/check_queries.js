// Are the queries of deploy/azure/alerts right? Microsoft's own Kusto language service says so: syntax, and every name and type
// against the table's schema. README.md beside on_azure_stand_in.py says how to run it. Arguments: files, their parameters set.
const fs = require("fs");
const vm = require("vm");
const path = require("path");

const folder = path.dirname(require.resolve("@kusto/language-service-next/package.json"));
for (const name of ["bridge.js", "Kusto.Language.Bridge.js"]) {
  vm.runInThisContext(fs.readFileSync(path.join(folder, name), "utf8"), { filename: name });
}
const Kusto = globalThis.Kusto.Language;

// https://learn.microsoft.com/azure/azure-monitor/reference/tables/containerlogv2
const CONTAINER_LOG_V2 =
  "(TimeGenerated: datetime, Computer: string, ContainerId: string, ContainerName: string, PodName: string, " +
  "PodNamespace: string, LogMessage: dynamic, LogSource: string, LogLevel: string, KubernetesMetadata: dynamic, " +
  "TenantId: string, SourceSystem: string, Type: string, _ResourceId: string)";
const table = new Kusto.Symbols.TableSymbol.$ctor7("ContainerLogV2", CONTAINER_LOG_V2, "");
const database = new Kusto.Symbols.DatabaseSymbol.$ctor3("logs", "", [table], false);
const globals = Kusto.GlobalState.Default.WithDatabase(database);

let wrong = 0;
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, "utf8");
  const code = Kusto.KustoCode.ParseAndAnalyze(text, globals);
  const found = code.GetDiagnostics();
  for (let number = 0; number < found.Count; number++) {
    wrong += 1;
    console.log(`${file}: ${found.getItem(number).Message}`);
  }
}
console.log(`${process.argv.length - 2} queries, ${wrong} faults`);
process.exit(wrong ? 1 : 0);
