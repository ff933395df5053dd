"""How large an installation has to be: from a network and what people do in it, and from measured costs.

    size = size_of(Network(organisations=100), MEASURED)

Pure: the same network and figures give the same sizes. `network` holds what is assumed of people, `measured.json` what
was measured, with its day and machine; nothing else is put in.
"""

from deploy.sizing.measured import Measured, committed
from deploy.sizing.network import Network
from deploy.sizing.size import Size, size_of

__all__ = ["Measured", "Network", "Size", "committed", "size_of"]
