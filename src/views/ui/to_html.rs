//! Writes views as HTML text. It supports what views consist of: elements, texts and lists. Called by the report, which
//! can be saved as a file.

use super::node::Node;
use yew::virtual_dom::VNode;

/// Elements without an end tag.
const EMPTY: [&str; 4] = ["br", "hr", "img", "input"];

/// Text with the special characters of HTML escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

/// The nodes as HTML.
pub fn to_html(node: Node) -> String {
    let mut out = String::new();
    write(&mut out, &node.0);
    out
}

fn write(out: &mut String, node: &VNode) {
    match node {
        VNode::VText(text) => out.push_str(&escaped(&text.text)),
        VNode::VList(list) => list.iter().for_each(|child| write(out, child)),
        VNode::VTag(tag) => {
            let name = tag.tag();
            out.push('<');
            out.push_str(name);
            for (key, value) in tag.attributes.iter() {
                out.push_str(&format!(" {key}=\"{}\"", escaped(value)));
            }
            out.push('>');
            if EMPTY.contains(&name) {
                return;
            }
            tag.children().iter().for_each(|children| write(out, children));
            out.push_str(&format!("</{name}>"));
        }
        _ => {}
    }
}
