//! Web chats: pages on which somebody writes back at once.

use crate::{
    contact,
    problem::Invalid,
    slug::Slug,
    table::{
        column::{Confirmed, List, Required, Text},
        table,
    },
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The web address of a chat.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ChatAddress(String);

impl ChatAddress {
    /// The address as it is opened.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ChatAddress {
    type Err = Invalid;
    /// Reads a web address: see [`contact::web_address`].
    fn from_str(text: &str) -> Result<Self, Invalid> {
        contact::web_address(text).map(Self)
    }
}

impl TryFrom<String> for ChatAddress {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<ChatAddress> for String {
    fn from(address: ChatAddress) -> Self {
        address.0
    }
}

impl fmt::Display for ChatAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One row of `chats.csv`: a chat of a service. A folder without any has no such file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chat {
    /// Where it is.
    pub address: ChatAddress,
    /// When somebody writes back, in words, as far as it is known.
    pub hours_note: String,
    /// Whether the address is confirmed.
    pub confirmed: bool,
    /// Where it comes from.
    pub source_ids: Vec<Slug>,
}

// Each row begins with the service: see [`crate::listed`].
table! {
    Chat in "chats.csv" {
        Required("url") => address,
        Text("hours_note") => hours_note,
        Confirmed("status") => confirmed,
        List("source_ids") => source_ids,
    }
}
