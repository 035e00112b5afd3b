import { everyPage } from "./support/pages.mjs";
const p = await everyPage(); console.log(p.length); for (const x of p) console.log(x.name, "|", x.address, "|", x.role ?? "");
process.exit(0);
