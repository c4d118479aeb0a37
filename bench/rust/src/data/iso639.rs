//! The languages of ISO 639-3, from Debian's package iso-codes.

use super::prelude::*;

#[derive(serde::Deserialize, BorshSerialize, Serialize, Encode, Decode, Archive, RkyvSerialize, RkyvDeserialize)]
pub struct Language {
    pub alpha_2: Option<String>,
    pub alpha_3: String,
    pub bibliographic: Option<String>,
    pub common_name: Option<String>,
    pub inverted_name: Option<String>,
    pub name: String,
    pub scope: String,
    #[serde(rename = "type")]
    #[serde(default)]
    pub kind: String,
}

#[derive(serde::Deserialize, BorshSerialize, Serialize, Encode, Decode, Archive, RkyvSerialize, RkyvDeserialize)]
pub struct Languages {
    #[serde(rename = "639-3")]
    pub languages: Vec<Language>,
}

fold_fields! {
    Language: alpha_2 alpha_3 bibliographic common_name inverted_name name scope kind
}
fold_fields! { Languages: languages }

const PATH: &str = "/usr/share/iso-codes/json/iso_639-3.json";

pub fn draw() -> Languages {
    let text = std::fs::read(PATH).expect("Debian's package iso-codes is needed");
    serde_json::from_slice(&text).expect("iso_639-3.json has changed its form")
}
