// Starts rescue.html, whose policy allows no script inside it.
import { rescue } from "./rescue.js";

rescue(document.querySelector("[data-preflight-rescue]"));
