//! The size of an image, in pixels, from the first bytes of its file: PNG, JPEG, GIF, WebP, SVG.
//!
//! At most [`WINDOW`] bytes are read and nothing is decoded. An image that does not say its size, or not there, has none: pages do without.

use std::io::Read as _;
use std::path::Path;

/// How much of a file is looked at. A JPEG tells its size after its embedded profiles and previews, which seldom exceed 200 kB.
const WINDOW: u64 = 256 * 1024;

/// The width and height of an image file; `None` for any other extension than those of images.
pub(super) fn read(file: &Path, extension: &str) -> Option<(u32, u32)> {
    let window = match extension {
        "png" | "gif" | "webp" => 64,
        "svg" => 4096,
        "jpg" | "jpeg" => WINDOW,
        _ => return None,
    };
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).ok()?;
    opened.take(window).read_to_end(&mut bytes).ok()?;
    of(&bytes, extension).filter(|&(width, height)| width > 0 && height > 0)
}

/// The size that these first bytes tell. The bytes decide, not the name: a PNG called `.jpg` is common.
fn of(bytes: &[u8], extension: &str) -> Option<(u32, u32)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some((big32(bytes, 16)?, big32(bytes, 20)?));
    }
    if bytes.starts_with(b"GIF8") {
        return Some((little16(bytes, 6)?, little16(bytes, 8)?));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return webp(bytes);
    }
    if bytes.starts_with(&[0xff, 0xd8]) {
        return jpeg(bytes);
    }
    if extension == "svg" {
        return svg(&String::from_utf8_lossy(bytes));
    }
    None
}

fn byte(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at).map(|&b| u32::from(b))
}
fn big16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(byte(bytes, at)? << 8 | byte(bytes, at + 1)?)
}
fn big32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(big16(bytes, at)? << 16 | big16(bytes, at + 2)?)
}
fn little16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(byte(bytes, at + 1)? << 8 | byte(bytes, at)?)
}
fn little24(bytes: &[u8], at: usize) -> Option<u32> {
    Some(byte(bytes, at + 2)? << 16 | little16(bytes, at)?)
}

/// The three forms of WebP: lossy, lossless, extended.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => Some((little16(bytes, 26)? & 0x3fff, little16(bytes, 28)? & 0x3fff)),
        b"VP8L" => {
            let low = little16(bytes, 21)?;
            let packed = little16(bytes, 23)? << 16 | low;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little24(bytes, 24)? + 1, little24(bytes, 27)? + 1)),
        _ => None,
    }
}

/// Walks from marker to marker up to the frame header.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if byte(bytes, at)? != 0xff {
            return None;
        }
        let marker = byte(bytes, at + 1)?;
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            // Frame headers but for the tables DHT (C4), JPG (C8) and DAC (CC), which share their range.
            0xc0..=0xcf if ![0xc4, 0xc8, 0xcc].contains(&marker) => {
                return Some((big16(bytes, at + 7)?, big16(bytes, at + 5)?));
            }
            0xd9 | 0xda => return None,
            _ => at += 2 + big16(bytes, at + 2)? as usize,
        }
    }
}

/// `width` and `height` in pixels, or else the size of `viewBox`.
fn svg(text: &str) -> Option<(u32, u32)> {
    let (_, rest) = text.split_once("<svg")?;
    let (tag, _) = rest.split_once('>')?;
    let sides = (attribute(tag, "width"), attribute(tag, "height"));
    if let (Some(width), Some(height)) = sides
        && let (Some(width), Some(height)) = (pixels(width), pixels(height))
    {
        return Some((width, height));
    }
    let view: Vec<&str> = attribute(tag, "viewBox")?
        .split([' ', ',', '\t', '\r', '\n'])
        .filter(|part| !part.is_empty())
        .collect();
    match view.as_slice() {
        [_, _, width, height] => Some((pixels(width)?, pixels(height)?)),
        _ => None,
    }
}

/// The value of an attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once(name)?;
        let whole = before.ends_with(|c: char| c.is_ascii_whitespace());
        let after_name = after.trim_start();
        if whole && let Some(value) = after_name.strip_prefix('=') {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return value.strip_prefix(quote)?.split(quote).next();
        }
        rest = after;
    }
}

/// A length without a unit, or in `px`, rounded; anything else is no size in pixels.
fn pixels(text: &str) -> Option<u32> {
    let number: f64 = text.trim().trim_end_matches("px").trim().parse().ok()?;
    (number.is_finite() && (0.5..=100_000.0).contains(&number)).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn png_gif_and_webp_say_their_size_at_a_fixed_place() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 2, 128, 0, 0, 1, 224]);
        assert_eq!(of(&png, "png"), Some((640, 480)));
        assert_eq!(of(b"GIF89a\x80\x02\xe0\x01", "gif"), Some((640, 480)));
        let mut extended = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
        extended.extend([0x7f, 2, 0, 0xdf, 1, 0]);
        assert_eq!(of(&extended, "webp"), Some((640, 480)));
    }

    #[test]
    fn a_jpeg_is_walked_past_its_profiles_and_tables() {
        let mut jpeg = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9];
        jpeg.extend([0xff, 0xc2, 0, 17, 8, 1, 224, 2, 128]);
        assert_eq!(of(&jpeg, "jpg"), Some((640, 480)));
        assert_eq!(of(&jpeg[..12], "jpg"), None, "cut before its size");
    }

    #[test]
    fn a_jpeg_made_of_noise_ends() {
        let noise: Vec<u8> = (0..70_000u32)
            .map(|n| if n < 2 { [0xff, 0xd8][n as usize] } else { 0xff })
            .collect();
        assert_eq!(of(&noise, "jpg"), None);
    }

    #[test]
    fn an_svg_says_its_size_itself_or_by_its_view_box() {
        let of = |text: &str| of(text.as_bytes(), "svg");
        assert_eq!(
            of("<svg stroke-width='3' width=\"640px\" height='480'>"),
            Some((640, 480))
        );
        assert_eq!(
            of("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 640 480\">"),
            Some((640, 480))
        );
        assert_eq!(of("<svg>"), None);
        assert_eq!(of("<svg width='1e99' height='-4'>"), None);
    }

    #[test]
    fn a_png_called_jpg_is_still_a_png() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0, 2, 0, 0, 0, 3]);
        assert_eq!(of(&png, "jpg"), Some((2, 3)));
    }
}
