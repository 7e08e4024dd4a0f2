//! The features of a GeoJSON file (RFC 7946) one by one, so that a file of any size takes no more
//! memory than its largest feature.

use super::Unfit;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{fmt, io::Read};

/// A feature: what is needed of it.
#[derive(Debug, Deserialize)]
pub(super) struct Feature {
    #[serde(default)]
    properties: Option<serde_json::Map<String, serde_json::Value>>,
    #[serde(default)]
    pub(super) geometry: Option<Geometry>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Geometry {
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) coordinates: Option<Nested>,
}

impl Feature {
    /// The properties that are text, with their names.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let properties = self.properties.iter().flatten();
        properties.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
    }
}

/// Coordinates, as deep as they are nested.
#[derive(Debug)]
pub(super) enum Nested {
    Number(f64),
    Position([f64; 2]),
    Ring(Vec<[f64; 2]>),
    Rings(Vec<Vec<[f64; 2]>>),
    Polygons(Vec<Vec<Vec<[f64; 2]>>>),
}

impl<'de> Deserialize<'de> for Nested {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NestedVisitor)
    }
}

struct NestedVisitor;

impl<'de> Visitor<'de> for NestedVisitor {
    type Value = Nested;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Nested, E> {
        Ok(Nested::Number(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Nested, E> {
        Ok(Nested::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Nested, E> {
        Ok(Nested::Number(number as f64))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Nested, A::Error> {
        // The first says how deep the others are.
        macro_rules! list {
            ($first:expr, $one:ident, $many:ident) => {{
                let mut list = vec![$first];
                while let Some(next) = items.next_element()? {
                    match next {
                        Nested::$one(next) => list.push(next),
                        _ => return Err(A::Error::custom("coordinates are not evenly nested")),
                    }
                }
                Ok(Nested::$many(list))
            }};
        }
        match items.next_element()? {
            Some(Nested::Number(east)) => {
                let north = items.next_element()?.ok_or_else(|| A::Error::custom("a position has one number"))?;
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Nested::Position([east, north]))
            }
            Some(Nested::Position(first)) => list!(first, Position, Ring),
            Some(Nested::Ring(first)) => list!(first, Ring, Rings),
            Some(Nested::Rings(first)) => list!(first, Rings, Polygons),
            Some(Nested::Polygons(_)) => Err(A::Error::custom("coordinates are nested too deeply")),
            None => Ok(Nested::Polygons(Vec::new())),
        }
    }
}

/// Hands each feature of a collection to `take`. Stops at the first that it refuses.
pub(super) fn each(source: impl Read, take: impl FnMut(&Feature) -> Result<(), Unfit>) -> Result<(), Unfit> {
    let mut refused = None;
    let mut json = serde_json::Deserializer::from_reader(source);
    let read = Collection { take, refused: &mut refused }.deserialize(&mut json).and_then(|()| json.end());
    match (refused, read) {
        (Some(unfit), _) => Err(unfit),
        (None, Err(error)) if error.is_io() => Err(Unfit::Unreadable(error.into())),
        (None, Err(error)) => Err(Unfit::NotGeoJson(error.to_string())),
        (None, Ok(())) => Ok(()),
    }
}

struct Collection<'r, T> {
    take: T,
    refused: &'r mut Option<Unfit>,
}

impl<'de, T: FnMut(&Feature) -> Result<(), Unfit>> DeserializeSeed<'de> for Collection<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: FnMut(&Feature) -> Result<(), Unfit>> Visitor<'de> for Collection<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a FeatureCollection")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            if name == "features" {
                members.next_value_seed(Features { take: &mut self.take, refused: self.refused })?;
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Features<'r, T> {
    take: &'r mut T,
    refused: &'r mut Option<Unfit>,
}

impl<'de, T: FnMut(&Feature) -> Result<(), Unfit>> DeserializeSeed<'de> for Features<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: FnMut(&Feature) -> Result<(), Unfit>> Visitor<'de> for Features<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut features: A) -> Result<(), A::Error> {
        while let Some(feature) = features.next_element::<Feature>()? {
            if let Err(unfit) = (self.take)(&feature) {
                *self.refused = Some(unfit);
                return Err(A::Error::custom("refused"));
            }
        }
        Ok(())
    }
}
