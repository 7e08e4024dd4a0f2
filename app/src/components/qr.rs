//! A QR code as a picture.

use crate::model::QrPicture;
use leptos::prelude::*;

/// The code; `name` says where it leads, for those who do not see it. Always dark on white, since
/// cameras read no other.
#[component]
pub(crate) fn QrCode<'a>(picture: &'a QrPicture, name: &'static str) -> impl IntoView {
    let size = picture.size;
    view! {
        <svg class="qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=name shape-rendering="crispEdges">
            <rect width=size height=size fill="#fff" />
            <path d=picture.path.as_str() fill="#000" />
        </svg>
    }
}
