//! What a file is, for the browser: from the extension of its address.

/// Plain text.
pub(super) const TEXT: &str = "text/plain; charset=utf-8";
/// JavaScript.
pub(super) const SCRIPT: &str = "text/javascript; charset=utf-8";
/// CSS.
pub(super) const STYLE: &str = "text/css; charset=utf-8";
/// JSON.
pub(super) const JSON: &str = "application/json; charset=utf-8";

/// The media type of a path. What is not known is only ever saved.
pub(super) fn of(path: &str) -> &'static str {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    let extension = extension.map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase());
    match extension.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => STYLE,
        "js" | "mjs" => SCRIPT,
        "json" => JSON,
        "csv" => "text/csv; charset=utf-8",
        "txt" => TEXT,
        "xml" => "application/xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "pdf" => "application/pdf",
        "ofd" => "application/ofd",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt" => "application/vnd.ms-powerpoint",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "zip" => "application/zip",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_last_extension_counts() {
        assert_eq!(of("a/b.tar.HTML"), "text/html; charset=utf-8");
        assert_eq!(of("a.html/b"), "application/octet-stream");
        assert_eq!(of("附件.PDF"), "application/pdf");
    }
}
