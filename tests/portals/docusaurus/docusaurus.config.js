// A portal of Docusaurus: the module is a static file, its script is named in the configuration.
module.exports = {
  title: "Runbooks",
  url: "http://127.0.0.1",
  baseUrl: "/",
  onBrokenLinks: "throw",
  scripts: [{ src: "/preflight/dms-preflight-element.js", type: "module" }],
  presets: [["classic", {
    docs: { routeBasePath: "/", sidebarPath: undefined },
    blog: false,
    theme: { customCss: "./src/css/portal.css" },
  }]],
};
