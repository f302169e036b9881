"""KServe's own Python server with PyPMML: python kserve_pypmml.py PORT NAME=PATH.pmml ..."""
import sys

import kserve
from pypmml import Model


class Pmml(kserve.Model):
    def __init__(self, name, path):
        super().__init__(name)
        self.model = Model.load(path)
        self.ready = True

    def load(self):
        return True

    def predict(self, payload, headers=None):
        return {"predictions": [dict(self.model.predict(i)) for i in payload["instances"]]}


models = [Pmml(*argument.split("=", 1)) for argument in sys.argv[2:]]
kserve.ModelServer(http_port=int(sys.argv[1]), enable_grpc=False, workers=1).start(models)
