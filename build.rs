//! Builds the program anew when an embedded file is added or removed: the embedding macro sees changes within files only.

fn main() {
    for folder in ["content", "data", "locales", "site.toml", "templates", "theme"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
