//! The assets: embedded files (squeezed) and a site's own in, files with the hash of their content in the name out.
//!
//! A name changes exactly when the content does, so that browsers may keep a file for ever. In styles, `url(…)` of another asset becomes its
//! hashed name; what leads elsewhere is left as it is, and what leads nowhere is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::squeeze::squeeze;
use super::{Asset, OwnAsset, names};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::PagePath;
use crate::text::pinyin;

/// The largest asset of a site, in bytes: a page that loads more is broken for its readers.
const LARGEST: u64 = 16 * 1024 * 1024;

/// How many digits of the digest a name holds.
const DIGITS: usize = 10;

/// Gathers the assets, by name.
pub(super) fn gather(
    embedded: &[(String, Vec<u8>)],
    own: &[OwnAsset],
    told: &mut Vec<Diagnostic>,
) -> Vec<Asset> {
    let squeezed = |(name, bytes): &(String, Vec<u8>)| (name.clone(), squeeze(name, bytes));
    let mut files: BTreeMap<String, Vec<u8>> = embedded.iter().map(squeezed).collect();
    for asset in own.iter().filter(|asset| names::is_inside(&asset.name)) {
        match read(asset) {
            // A copy of ours, as the sample's theme is, is ours.
            Ok(bytes) if is_ours(embedded, &asset.name, &bytes) => {}
            Ok(bytes) => {
                files.insert(asset.name.clone(), bytes);
            }
            Err(diagnostic) => told.push(diagnostic),
        }
    }
    let mut naming = Naming {
        files: &files,
        done: BTreeMap::new(),
        begun: BTreeSet::new(),
        told,
    };
    for name in files.keys() {
        naming.settle(name);
    }
    naming.done.into_values().collect()
}

fn is_ours(embedded: &[(String, Vec<u8>)], name: &str, bytes: &[u8]) -> bool {
    embedded.iter().any(|(ours, same)| ours == name && same == bytes)
}

fn read(asset: &OwnAsset) -> Result<Vec<u8>, Diagnostic> {
    let place = Place::file(format!("theme/{}", asset.name));
    let unreadable = |error: std::io::Error| {
        Diagnostic::error("theme/unreadable")
            .with("name", &asset.name)
            .with("reason", error)
            .at(place.clone())
    };
    let size = std::fs::metadata(&asset.disk).map_err(unreadable)?.len();
    if size > LARGEST {
        let diagnostic = Diagnostic::error("theme/too-large")
            .with("name", &asset.name)
            .with("size", size / 1024 / 1024)
            .with("limit", LARGEST / 1024 / 1024);
        return Err(diagnostic.at(place));
    }
    std::fs::read(&asset.disk).map_err(unreadable)
}

/// The naming of all files; a style is named after the files that it refers to.
struct Naming<'f, 't> {
    files: &'f BTreeMap<String, Vec<u8>>,
    done: BTreeMap<String, Asset>,
    begun: BTreeSet<String>,
    told: &'t mut Vec<Diagnostic>,
}

impl Naming<'_, '_> {
    /// The output path of a file; `None` if there is none, or if it refers to itself by way of others.
    fn settle(&mut self, name: &str) -> Option<PagePath> {
        if let Some(asset) = self.done.get(name) {
            return Some(asset.path.clone());
        }
        let (name, bytes) = self.files.get_key_value(name)?;
        if !self.begun.insert(name.clone()) {
            return None;
        }
        let bytes = match std::str::from_utf8(bytes) {
            Ok(text) if name.ends_with(".css") => self.rewrite(name, text).into_bytes(),
            _ => bytes.clone(),
        };
        let path = PagePath::new(hashed(name, &bytes));
        let asset = Asset {
            name: name.clone(),
            path: path.clone(),
            bytes: bytes.into(),
        };
        self.done.insert(name.clone(), asset);
        Some(path)
    }

    /// A style with the hashed names of what it refers to.
    fn rewrite(&mut self, style: &str, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("url(") {
            out.push_str(before);
            out.push_str("url(");
            let end = after.find(')').unwrap_or(after.len());
            let inside = after.get(..end).unwrap_or("");
            let address = inside.trim().trim_matches(['"', '\'']);
            match self.address(style, address) {
                Some(new) => out.push_str(&inside.replace(address, &new)),
                None => out.push_str(inside),
            }
            rest = after.get(end..).unwrap_or("");
        }
        out.push_str(rest);
        out
    }

    /// What an address in a style becomes; `None` if it stays as it is.
    fn address(&mut self, style: &str, address: &str) -> Option<String> {
        let elsewhere = address.is_empty()
            || address.starts_with(['#', '/'])
            || address
                .split_once(':')
                .is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphanumeric()));
        if elsewhere {
            return None;
        }
        let cut = address.find(['?', '#']).unwrap_or(address.len());
        let (file, tail) = (address.get(..cut)?, address.get(cut..)?);
        let found = join(style, file).and_then(|name| self.settle(&name));
        let Some(path) = found else {
            let diagnostic = Diagnostic::warning("theme/missing-asset")
                .with("address", address)
                .with("style", style);
            self.told
                .push(diagnostic.at(Place::file(format!("theme/{style}"))));
            return None;
        };
        let up = "../".repeat(style.matches('/').count());
        let path = path.as_str().strip_prefix("assets/")?;
        Some(format!("{up}{path}{tail}"))
    }
}

/// The name of a file that a style refers to, relative to the folder of the style.
fn join(style: &str, file: &str) -> Option<String> {
    let mut parts: Vec<&str> = style.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `assets/site.<hash>.css`.
fn hashed(name: &str, bytes: &[u8]) -> Arc<str> {
    let digest: String = Sha256::digest(bytes)
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .take(DIGITS)
        .collect();
    let (folder, file) = name
        .rsplit_once('/')
        .map_or(("", name), |(folder, file)| (folder, file));
    let (stem, extension) = file
        .rsplit_once('.')
        .map_or((file, ""), |(stem, extension)| (stem, extension));
    let mut path = String::from("assets/");
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        path.push_str(&ascii(part));
        path.push('/');
    }
    path.push_str(&ascii(stem));
    path.push('.');
    path.push_str(&digest);
    if !extension.is_empty() {
        path.push('.');
        path.push_str(&ascii(extension));
    }
    path.into()
}

/// A part of a name as part of an address.
fn ascii(part: &str) -> String {
    let plain = !part.is_empty()
        && part
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    if plain {
        return part.to_owned();
    }
    pinyin::slug(part).unwrap_or_else(|| "file".to_owned())
}
