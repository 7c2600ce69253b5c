//! Style, script and pictures, inside the program. Their address holds a hash of their content, so
//! browsers keep them for a year and never show an old one.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::problem::{PageProblem, Problem};

/// One file.
struct Asset {
    /// `chat.4f1e….css`.
    file_name: String,
    content_type: &'static str,
    content: &'static [u8],
}

/// Addresses of the files, for the templates.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Assets;

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        ("tandem", "css"),
        "text/css; charset=utf-8",
        concat!(
            include_str!("../../assets/css/1-base.css"),
            include_str!("../../assets/css/2-chat.css"),
        )
        .as_bytes(),
    )
});

static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        ("chat", "js"),
        "text/javascript; charset=utf-8",
        concat!(
            include_str!("../../assets/js/0-enter.js"),
            include_str!("../../assets/js/1-page.js"),
            include_str!("../../assets/js/2-render.js"),
            include_str!("../../assets/js/3-queue.js"),
            include_str!("../../assets/js/4-stream.js"),
            include_str!("../../assets/js/5-start.js"),
        )
        .as_bytes(),
    )
});

static WELCOME_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        ("accueil", "js"),
        "text/javascript; charset=utf-8",
        include_str!("../../assets/js/0-enter.js").as_bytes(),
    )
});

static TEAM_STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        ("equipe", "css"),
        "text/css; charset=utf-8",
        include_str!("../../assets/css/3-team.css").as_bytes(),
    )
});

static TEAM_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        ("equipe", "js"),
        "text/javascript; charset=utf-8",
        include_str!("../../assets/js/6-team.js").as_bytes(),
    )
});

static ICON: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        ("icon", "svg"),
        "image/svg+xml",
        include_bytes!("../../assets/icon.svg"),
    )
});

static DRAWING: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        ("tandem", "svg"),
        "image/svg+xml",
        include_bytes!("../../assets/tandem.svg"),
    )
});

/// Every file.
static ALL: [&LazyLock<Asset>; 7] = [
    &STYLE,
    &SCRIPT,
    &WELCOME_SCRIPT,
    &TEAM_STYLE,
    &TEAM_SCRIPT,
    &ICON,
    &DRAWING,
];

impl Asset {
    fn new(
        (stem, extension): (&str, &str),
        content_type: &'static str,
        content: &'static [u8],
    ) -> Self {
        let mut hash = String::with_capacity(16);
        for byte in &Sha256::digest(content)[..8] {
            // Writing to a String cannot fail.
            let _ = write!(hash, "{byte:02x}");
        }
        Self {
            file_name: format!("{stem}.{hash}.{extension}"),
            content_type,
            content,
        }
    }

    fn address(&self) -> String {
        format!("/assets/{}", self.file_name)
    }
}

#[expect(clippy::unused_self, reason = "templates call methods of a value")]
impl Assets {
    /// Style of every page.
    pub(super) fn style(self) -> String {
        STYLE.address()
    }

    /// Script of the conversation.
    pub(super) fn script(self) -> String {
        SCRIPT.address()
    }

    /// Script of the welcome, where no conversation is open yet.
    pub(super) fn welcome_script(self) -> String {
        WELCOME_SCRIPT.address()
    }

    /// Style of the pages of the team.
    pub(super) fn team_style(self) -> String {
        TEAM_STYLE.address()
    }

    /// Script of the pages of the team.
    pub(super) fn team_script(self) -> String {
        TEAM_SCRIPT.address()
    }

    /// Icon of the tab.
    pub(super) fn icon(self) -> String {
        ICON.address()
    }

    /// The tandem.
    pub(super) fn drawing(self) -> String {
        DRAWING.address()
    }
}

/// `GET /assets/{file}`.
pub(super) async fn serve(Path(file_name): Path<String>) -> Response {
    let Some(asset) = ALL
        .into_iter()
        .map(|asset| &**asset)
        .find(|asset| asset.file_name == file_name)
    else {
        return PageProblem(Problem::page_not_found()).into_response();
    };
    let headers = [
        (CONTENT_TYPE, asset.content_type.to_owned()),
        (
            CACHE_CONTROL,
            "public, max-age=31536000, immutable".to_owned(),
        ),
        (ETAG, format!("\"{}\"", asset.file_name)),
    ];
    (headers, asset.content).into_response()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// Bytes once compressed as the server does.
    fn transferred(content: &[u8]) -> usize {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap().len()
    }

    #[test]
    fn style_script_and_pictures_leave_room_under_sixty_kilobytes() {
        let sum: usize = [&STYLE, &SCRIPT, &ICON, &DRAWING]
            .into_iter()
            .map(|asset| transferred(asset.content))
            .sum();
        assert!(sum < 30_000, "{sum} bytes");
    }

    #[test]
    fn nothing_comes_from_another_site() {
        for asset in ALL {
            let text = std::str::from_utf8(asset.content)
                .unwrap()
                .replace("http://www.w3.org/2000/svg", "");
            assert!(
                !text.contains("@import") && !text.contains("//fonts."),
                "{}",
                asset.file_name
            );
        }
    }
}
