# A portal of Sphinx: the element's script as a module, the element as raw HTML.
project = "Runbooks"
html_theme = "alabaster"
html_static_path = ["_static"]
html_css_files = ["portal.css"]
html_js_files = [("preflight/dms-preflight-element.js", {"type": "module"})]
