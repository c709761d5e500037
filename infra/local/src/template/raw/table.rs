//! The table.

use serde::Deserialize;

use crate::template::resources;
use crate::template::{Index, Key, TemplateError};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Table {
    attribute_definitions: Vec<AttributeDefinition>,
    key_schema: Vec<KeyElement>,
    #[serde(default)]
    global_secondary_indexes: Vec<GlobalIndex>,
    time_to_live_specification: Option<TimeToLive>,
    stream_specification: Option<StreamSpecification>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AttributeDefinition {
    attribute_name: String,
    attribute_type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct KeyElement {
    attribute_name: String,
    key_type: KeyType,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "UPPERCASE")]
enum KeyType {
    Hash,
    Range,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GlobalIndex {
    index_name: String,
    key_schema: Vec<KeyElement>,
    projection: Projection,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Projection {
    projection_type: String,
    #[serde(default)]
    non_key_attributes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TimeToLive {
    attribute_name: String,
    enabled: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct StreamSpecification {
    stream_view_type: String,
}

impl Table {
    pub fn table(self, id: &str) -> Result<resources::Table, TemplateError> {
        let indexes = self.global_secondary_indexes.into_iter().map(|index| {
            Ok(Index {
                key: key(id, index.key_schema)?,
                name: index.index_name,
                projection: index.projection.projection_type,
                included: index.projection.non_key_attributes,
            })
        });
        Ok(resources::Table {
            logical_id: id.to_owned(),
            attributes: self
                .attribute_definitions
                .into_iter()
                .map(|attribute| (attribute.attribute_name, attribute.attribute_type))
                .collect(),
            key: key(id, self.key_schema)?,
            indexes: indexes.collect::<Result<_, TemplateError>>()?,
            ttl_attribute: self
                .time_to_live_specification
                .filter(|ttl| ttl.enabled)
                .map(|ttl| ttl.attribute_name),
            stream_view: self.stream_specification.map(|stream| stream.stream_view_type),
        })
    }
}

fn key(id: &str, elements: Vec<KeyElement>) -> Result<Key, TemplateError> {
    let (mut hash, mut range) = (None, None);
    for element in elements {
        match element.key_type {
            KeyType::Hash => hash = Some(element.attribute_name),
            KeyType::Range => range = Some(element.attribute_name),
        }
    }
    let hash = hash.ok_or_else(|| TemplateError::of(id, "a key has no HASH"))?;
    Ok(Key { hash, range })
}
