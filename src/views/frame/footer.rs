//! The footer of every view. Called by `views::screen` and by the start page.

use crate::views::ui::context::ViewContext;
use crate::views::ui::node::{el, Node};

/// The edition of the content, the disclaimer, the promise of privacy, and the link to the single file.
pub fn footer(ctx: &ViewContext<'_>) -> Node {
    let edition = ctx.model.format("foot.edition", &[("edition", &ctx.model.page.content.edition)]);
    let file = &ctx.model.page.host_context.download_url;
    let file = (!file.is_empty())
        .then(|| el("a").attr("href", file.clone()).set("download", "dms-preflight.html").message(ctx, "foot.file"));
    el("footer")
        .class("foot")
        .add(el("span").text(edition))
        .add(el("span").message(ctx, "foot.not_aws"))
        .add(
            el("span")
                .message(ctx, if ctx.model.page.host_context.owns_document { "foot.private" } else { "foot.guest" }),
        )
        .optional(file)
}
