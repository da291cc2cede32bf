// A project that takes the package from npm: the module by its types, and the element.
import { evaluate, load, mount, type Mounted } from "dms-preflight";
import "dms-preflight/element";
import "dms-preflight/app.css";

await load();
const place = document.querySelector("#plan");
if (place) {
  const mounted: Mounted = mount(place, { storage: "memory", theme: "light" });
  const assessment = evaluate({ app: "dms-preflight", schema: 1, plan: {} }, { today: "2026-11-22" });
  Object.assign(window, { mounted, verdict: assessment.verdict });
}
