//! Document numbers (发文字号): `云江直工发〔2026〕3号`, in every spelling that readers use.
//! Source: GB/T 9704-2012, 7.2.5: full year in 〔〕, no 第, no leading zeros.

use std::sync::Arc;

/// A document number in its normal form: `云江直工发〔2026〕3号`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct DocNumber(Arc<str>);

impl DocNumber {
    /// Reads any spelling (`[2026] 3 号`, `【2026】3号`, `(2026)第03号`, full-width digits, 〇); `None` if the text is no document number.
    pub fn parse(_text: &str) -> Option<DocNumber> {
        unimplemented!()
    }
    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The issuing organ's code before the bracket: `云江直工发`.
    pub fn code(&self) -> &str {
        unimplemented!()
    }
    /// The year in the brackets.
    pub fn year(&self) -> i16 {
        unimplemented!()
    }
    /// The running number, for sorting: 3.
    pub fn serial(&self) -> u32 {
        unimplemented!()
    }
}

impl std::fmt::Display for DocNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
