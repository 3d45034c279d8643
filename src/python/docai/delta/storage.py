"""How delta-rs reaches a lake: with the address, the credential and the authorities that docai.lake is given.

Names of the options: https://docs.rs/object_store/latest/object_store/azure/enum.AzureConfigKey.html.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

from docai.filing.layout import FILINGS
from docai.lake.address import LocalAddress, parse_address
from docai.lake.open import open_lake
from docai.lake.settings import AccountKey, adls_settings

AUTHORITIES = "REQUESTS_CA_BUNDLE"
"""Where docai's clients find authorities of one's own; delta-rs knows the next one alone, and has no option for it."""

RUSTS_AUTHORITIES = "SSL_CERT_FILE"


def storage_options(
    lake: str, environment: MutableMapping[str, str] = os.environ
) -> dict[str, str]:
    """Return delta-rs's options for ``lake``; secrets are among the values. Nothing is needed for a folder.

    The storage is asked once, through docai's own client: what is wrong with address, account, credential or certificate is
    told in plain words, and at once. A token is good for an hour. Raises WrongLake, AccessRefused and LakeUnavailable.
    """
    address = parse_address(lake)
    if isinstance(address, LocalAddress):
        return {}
    settings = adls_settings(address, environment)
    any(True for _ in open_lake(lake).folders(FILINGS))
    if environment.get(AUTHORITIES) and not environment.get(RUSTS_AUTHORITIES):
        environment[RUSTS_AUTHORITIES] = environment[AUTHORITIES]
    options = {"azure_storage_account_name": address.account}
    if settings.endpoint is not None:
        options["azure_storage_endpoint"] = settings.account_url
        options["allow_http"] = str(not address.secure).lower()
    if isinstance(settings.credential, AccountKey):
        return {**options, "azure_storage_account_key": settings.credential.key}
    from docai.lake.adls.credentials import bearer_token  # a second to import

    return {**options, "azure_storage_token": bearer_token(settings)}
