"""The EDGAR client, of small policies: hosts, limiter, gate, wire, body, answer, retry, client."""
