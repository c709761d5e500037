//! The table's endpoint. The SDK's own resolution starts by reading a list of all AWS partitions, a
//! fifth of the instructions of a function's start. The settings it would also read (FIPS, dual
//! stack) are not in the template.

use aws_sdk_dynamodb::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};

/// DynamoDB's endpoint in a region, or the one that is configured.
#[derive(Debug)]
pub struct OfRegion;

impl ResolveEndpoint for OfRegion {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        EndpointFuture::ready(match (params.endpoint(), params.region()) {
            (Some(set), _) => Ok(at(set.to_owned())),
            (None, Some(region)) => Ok(at(address(region))),
            (None, None) => Err("AWS_REGION is not set".into()),
        })
    }
}

fn at(url: String) -> Endpoint {
    Endpoint::builder().url(url).build()
}

/// China's partition has its own domain. The isolated partitions of agencies are not supported.
fn address(region: &str) -> String {
    let domain = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    format!("https://dynamodb.{region}.{domain}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::config::endpoint::DefaultResolver;

    /// Regions of the supported partitions.
    const REGIONS: [&str; 6] =
        ["eu-west-1", "us-east-1", "ap-southeast-7", "mx-central-1", "us-gov-west-1", "cn-north-1"];

    async fn resolved(by: &dyn ResolveEndpoint, params: &Params) -> String {
        by.resolve_endpoint(params).await.expect("an endpoint").url().to_owned()
    }

    #[tokio::test]
    async fn it_is_what_the_sdk_would_find() {
        for region in REGIONS {
            let params = Params::builder().region(region).build().expect("parameters");
            let sdks = resolved(&DefaultResolver::new(), &params).await;
            assert_eq!(resolved(&OfRegion, &params).await, sdks, "{region}");
        }
    }

    #[tokio::test]
    async fn one_that_is_set_counts() {
        let set = "http://127.0.0.1:8000";
        let params = Params::builder().region("eu-west-1").endpoint(set).build();
        assert_eq!(resolved(&OfRegion, &params.expect("parameters")).await, set);
    }

    #[tokio::test]
    async fn without_a_region_there_is_none() {
        let params = Params::builder().build().expect("parameters");
        assert!(OfRegion.resolve_endpoint(&params).await.is_err());
    }
}
